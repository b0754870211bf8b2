import { HeadwaterError } from '../../errors.js';
import type { RuleName } from '../rules/rule-book.js';

/** The path of a field as people read it (`tags.0`), from the JSON pointer to it. */
export const fieldAt = (pointer: string): string => pointer.slice(1).replace(/\//g, '.');

/** What was sent is wrong at that place; `field` is the path of it in what was sent, as `tags.0`. */
export const invalid = (field: string, message: string): HeadwaterError =>
  new HeadwaterError('BAD_INPUT', message, { field });

/** The thing is not as the writer last saw it. Nothing was written. */
export const stale = (entity: string, expected: number, revision: number): HeadwaterError =>
  new HeadwaterError(
    'CONFLICT',
    `${entity} is at revision ${revision}, not ${expected}: someone changed it meanwhile. Look at what changed and try again with the present revision.`,
    { entity, expected, revision },
  );

export const alreadyThere = (entity: string, revision: number): HeadwaterError =>
  new HeadwaterError(
    'CONFLICT',
    `${entity} exists already, at revision ${revision}. Change it instead of making it.`,
    { entity, revision },
  );

/** A rule of the catalog stands against it; `inTheWay` are the ids of what does. */
export const ruleBroken = (
  rule: RuleName,
  message: string,
  { field, inTheWay = [], offer }: { field?: string; inTheWay?: readonly string[]; offer?: string } = {},
): HeadwaterError =>
  new HeadwaterError('RULE_BROKEN', message, {
    ...{ rule, inTheWay },
    ...(field === undefined ? {} : { field }),
    ...(offer === undefined ? {} : { offer }),
  });

export const forbidden = (message: string): HeadwaterError => new HeadwaterError('FORBIDDEN', message);
