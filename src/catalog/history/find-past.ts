import { entityDefinition } from '../../model/registry.js';
import { groupBy } from '../../group-by.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { Change } from './change.js';
import type { HistoryReader } from './history.reader.js';

/** The moment as of which a thing was asked for; what hangs on it is answered as of the same. */
export const asOfOf = ({ asOf }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof asOf === 'string' ? asOf : undefined;

/** Whether a thing was there at the moment it was read for: what was restored since says when it had ended. */
export function isThereThen(record: EntityRecord): boolean {
  const at = asOfOf(record);
  return record.until === undefined || (at !== undefined && record.until > at);
}

/**
 * Things as they stood at a moment, by undoing what happened since, the newest first. What was not known yet is left
 * out; what had not ended yet has no end. Series that are their own history stay whole.
 */
export async function findPast(
  reader: HistoryReader,
  records: readonly EntityRecord[],
  at: string,
): Promise<EntityRecord[]> {
  const known = records.filter(({ since }) => since <= at);
  const changes = await reader.changesAfter(
    known.map(({ id }) => id),
    at,
  );
  const byThing = groupBy(changes, ({ entity }) => entity);
  return known.map((record) => ({ ...undo(record, byThing.get(record.id) ?? []), asOf: at }));
}

function undo(record: EntityRecord, changes: readonly Change[]): EntityRecord {
  const past: Record<string, unknown> = { ...record };
  for (const { fields, revision } of [...changes].sort((a, b) => b.revision - a.revision)) {
    for (const field of fields) {
      if ('before' in field) past[field.name] = field.before;
      else if ('after' in field) delete past[field.name];
    }
    past['revision'] = revision - 1;
  }
  // A thing that nothing names goes by its key.
  past['name'] ??= record[entityDefinition(record.kind).nameFrom];
  return past as unknown as EntityRecord;
}
