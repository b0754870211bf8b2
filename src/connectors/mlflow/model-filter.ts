import type { MlflowOptions } from './options.js';

/** Which models are read: those that some pattern of `include` matches (all, without it) and none of `exclude`. */
export function modelFilter({ include = ['*'], exclude = [] }: NonNullable<MlflowOptions['models']> = {}): (
  name: string,
) => boolean {
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
