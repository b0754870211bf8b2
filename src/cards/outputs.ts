import { textOf } from './text.js';

/** What a version answers with, as its signature has it. */
export interface Output {
  readonly name?: string;
  readonly type: string;
}

/** A signature comes from a registry: whatever it holds, only what is of the known form is told. */
export function outputsOf(signature: unknown): Output[] {
  const { outputs } = (mapping(signature) ?? {}) as { outputs?: unknown };
  if (!Array.isArray(outputs)) return [];
  return outputs.flatMap((one): Output[] => {
    const output = mapping(one);
    if (!output) return [];
    const tensor = mapping(output['tensor-spec']);
    const type = textOf(tensor?.['dtype']) ?? textOf(output['type']);
    const name = textOf(output['name']);
    return type === undefined ? [] : [{ type, ...(name === undefined ? {} : { name }) }];
  });
}

const mapping = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
