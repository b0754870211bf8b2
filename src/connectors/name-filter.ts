import type { JsonSchema } from '../model/json-schema.js';

/** Patterns of names; `*` stands for any characters, `?` for one. */
export interface NamePatterns {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** A list of names, as an option. */
export const namesOption = (description: string): JsonSchema => ({
  type: 'array',
  items: { type: 'string' },
  description,
});

/** Patterns of names, as an option. */
export const namePatternsOption = (description: string): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  description,
  properties: { include: namesOption('Left out: all.'), exclude: namesOption('Left out: none.') },
});

/** Which names are wanted: those that some pattern of `include` matches (all, without it) and none of `exclude`. */
export function nameFilter({ include = ['*'], exclude = [] }: NamePatterns = {}): (name: string) => boolean {
  const included = include.map(globPattern);
  const excluded = exclude.map(globPattern);
  return (name) => included.some((glob) => glob.test(name)) && !excluded.some((glob) => glob.test(name));
}

function globPattern(glob: string): RegExp {
  const pattern = glob
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\/]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${pattern}$`, 'su');
}
