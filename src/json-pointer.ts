/** The names and positions that lead to a part of a value. */
export type Path = readonly (string | number)[];

/** One step of a JSON pointer (RFC 6901). */
export const step = (name: string | number): string =>
  `/${String(name).replace(/~/g, '~0').replace(/\//g, '~1')}`;

/** The JSON pointer to a part. */
export const pointer = (path: Path): string => path.map(step).join('');

/** The steps of a JSON pointer. */
export const steps = (of: string): string[] =>
  of
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
