import { HeadwaterError } from '../../errors.js';
import type { JsonSchema } from '../../model/json-schema.js';
import { matchGlob, starsIn } from './glob.js';
import { READINGS, type Reading } from './readings.js';
import type { TableName } from './table-name.js';

/** A rule of the configuration: what a source calls a table, and what that table is called. */
export interface NameRule {
  /** Only in what these services say. Left out: in what all say. */
  readonly services?: readonly string[];
  /**
   * `exact`: this very name. `prefix`: each name of the namespace that begins so; what follows is `$1`. `pattern`: `*`
   * stands for any characters.
   */
  readonly match?: 'exact' | 'prefix' | 'pattern';
  readonly from: TableName;
  /** `$1`, `$2` … are what the stars of `from` stand for, those of the namespace first. Without them all that matches is one table. */
  readonly to: TableName;
}

/** `names` in the configuration. */
export interface NamesSection {
  /** Which built-in readings are used. Left out: all. */
  readonly readings?: readonly Reading[];
  /** The first that matches counts. They go before the readings. */
  readonly rules?: readonly NameRule[];
}

const name = (description: string): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: ['namespace', 'table'],
  description,
  properties: {
    namespace: { type: 'string', minLength: 1, maxLength: 1_000 },
    table: { type: 'string', minLength: 1, maxLength: 1_000 },
  },
});

export const NAMES_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  description: 'What sources call tables, and what these tables are called.',
  properties: {
    readings: {
      type: 'array',
      items: { enum: READINGS },
      uniqueItems: true,
      description: 'Names that are understood without a rule. Left out: all of these.',
    },
    rules: {
      type: 'array',
      description: 'The first that matches counts.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['from', 'to'],
        properties: {
          services: {
            type: 'array',
            items: { type: 'string' },
            minItems: 1,
            description: 'Only in what these services say. Left out: in what all say.',
          },
          match: { enum: ['exact', 'prefix', 'pattern'], description: 'Left out: exact.' },
          from: name('What the source calls it; in a pattern * stands for any characters.'),
          to: name('What it is called; $1, $2 … are what the stars stand for, or what follows the prefix.'),
        },
      },
    },
  },
};

/** @throws CONFIGURATION for a rule whose `to` speaks of a star that its `from` does not have. */
export function checkRule({ match, from, to }: NameRule, index: number): void {
  const stars =
    match === 'pattern' ? starsIn(from.namespace) + starsIn(from.table) : match === 'prefix' ? 1 : 0;
  const asked = [...`${to.namespace} ${to.table}`.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits));
  const beyond = asked.find((number) => number < 1 || number > stars);
  if (beyond !== undefined)
    throw new HeadwaterError(
      'CONFIGURATION',
      `names.rules.${index}: "to" has $${beyond}, but "from" has ${stars} ${match === 'prefix' ? 'part that follows the prefix' : 'stars'}.`,
    );
}

/** The name that a rule makes of another; nothing where it does not match. */
export function applyRule({ match = 'exact', from, to }: NameRule, name: TableName): TableName | undefined {
  const captured = CAPTURES[match](from, name);
  if (!captured) return undefined;
  const filled = (text: string): string =>
    text.replace(/\$(\d+)/g, (_, digits: string) => captured[Number(digits) - 1] ?? '');
  return { namespace: filled(to.namespace), table: filled(to.table) };
}

const CAPTURES: Record<
  NonNullable<NameRule['match']>,
  (from: TableName, name: TableName) => readonly string[] | undefined
> = {
  exact: (from, { namespace, table }) =>
    from.namespace === namespace && from.table === table ? [] : undefined,
  prefix: (from, { namespace, table }) =>
    from.namespace === namespace && table.startsWith(from.table)
      ? [table.slice(from.table.length)]
      : undefined,
  pattern(from, { namespace, table }) {
    const before = matchGlob(from.namespace, namespace);
    const after = before && matchGlob(from.table, table);
    return after && [...before, ...after];
  },
};
