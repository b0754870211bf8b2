import type { ErrorObject } from 'ajv/dist/2020.js';

/**
 * Of all that a JSON schema finds wrong, what people have to see. The error that lies deepest says what to change;
 * those of the branches around it say only that something is wrong. A key that is misspelt is a missing one too.
 */
export function tellingError(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const telling = errors.filter(({ keyword }) => keyword !== 'if');
  const misspelt = telling.find(({ keyword }) => keyword === 'additionalProperties');
  return misspelt ?? [...telling].sort((a, b) => depth(b) - depth(a))[0];
}

const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;
