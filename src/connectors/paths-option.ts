import { resolve } from 'node:path';
import type { JsonSchema } from '../model/json-schema.js';

/** One path or several, as an option. */
export const pathsOption = (description: string): JsonSchema => ({
  description,
  anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
});

/** Those paths as they are found from anywhere. */
export const pathsOf = (option: unknown, directory: string): string[] =>
  option === undefined ? [] : [option].flat().map((path) => resolve(directory, String(path)));
