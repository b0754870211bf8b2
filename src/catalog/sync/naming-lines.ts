import type { NameMapping } from '../naming/name-mapping.js';
import type { NamingReport } from '../naming/naming-report.js';
import type { TableName } from '../naming/table-name.js';
import type { SyncStore } from './sync.store.js';

/** Names that near ones are looked for among: enough for all but the largest catalogs, and quick to compare. */
const KNOWN = 20_000;
/** Names that a person reads; the number of the rest is told. */
const TOLD = 10;

/**
 * What became of the names of tables in a run: how many were replaced by what, which rules of the service had nothing
 * to replace in all that it holds, and which names meet nothing that others say.
 */
export async function namingLines(names: NameMapping, store: SyncStore, isWhole: boolean): Promise<string[]> {
  const first = names.report();
  const { mapped, byRule, unmet, unmetTotal, joined } =
    first.unmetTotal > 0 ? names.report(await store.tableNames(KNOWN)) : first;
  const more = unmetTotal - TOLD;
  return [
    ...(mapped.length > 0 ? [`Canonical names given to tables: ${giversOf(byRule).join(', ')}.`] : []),
    ...byRule
      .filter(({ count }) => isWhole && count === 0)
      .map(({ by }) => `${by} matches no table of this service.`),
    ...joined.map(
      ({ to, from }) => `${from.map(text).join(' and ')} are one table by the rules: ${text(to)}.`,
    ),
    ...unmet.slice(0, TOLD).map(({ name, near }) => {
      const alike = near.length > 0 ? ` Perhaps it is ${near.map(text).join(' or ')}?` : '';
      return `No rule of "names" says what ${text(name)} is; it meets nothing that others say.${alike}`;
    }),
    ...(more > 0 ? [`${more} more names of tables meet nothing that others say.`] : []),
  ];
}

const giversOf = (byRule: NamingReport['byRule']): string[] =>
  byRule
    .filter(({ count }) => count > 0)
    .map(({ by, count }) => `${count} by ${by === 'reading' ? 'built-in readings' : by}`);

const text = ({ namespace, table }: TableName): string => `${namespace} ${table}`;
