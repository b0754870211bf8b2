import type { EntityExport } from '../browse/export-entities.js';
import type { Change } from '../history/change.js';
import type { HistoryReader } from '../history/history.reader.js';

/** Changes read at once, and told at once of one thing: what is held in memory, however long a history is. */
const CHANGES_AT_ONCE = 200;

/**
 * Things, each with all that happened to it. A history too long to be held is told in several parts: the thing with
 * the first of its changes, and behind it no more than the others.
 */
export async function* withHistory(
  history: HistoryReader,
  page: readonly EntityExport[],
  atOnce = CHANGES_AT_ONCE,
): AsyncGenerator<EntityExport, void, undefined> {
  const ids = page.map(({ root }) => root.record.id);
  const ordered = new Map(page.map((entity) => [entity.root.record.id, entity] as const));
  const told = new Set<string>();
  const part = (id: string, changes: readonly Change[]): EntityExport[] => {
    const entity = ordered.get(id);
    if (!entity) return [];
    const isFirst = !told.has(id);
    told.add(id);
    return [{ ...entity, changes, ...(isFirst ? {} : { part: 'FURTHER' as const }) }];
  };
  let held: Change[] = [];
  for await (const change of changesOf(history, ids, atOnce)) {
    if (held.length > 0 && (held[0]?.entity !== change.entity || held.length >= atOnce)) {
      yield* part(held[0]?.entity ?? '', held);
      held = [];
    }
    held.push(change);
  }
  if (held[0]) yield* part(held[0].entity, held);
  // What was only mentioned has no history.
  for (const entity of page) if (!told.has(entity.root.record.id)) yield entity;
}

async function* changesOf(
  history: HistoryReader,
  ids: readonly string[],
  n: number,
): AsyncGenerator<Change, void, undefined> {
  let after = { entity: '', revision: -1 };
  for (;;) {
    const left = ids.filter((id) => id >= after.entity);
    const changes = left.length > 0 ? await history.changesOfAll(left, after, n) : [];
    yield* changes;
    const last = changes.at(-1);
    if (!last || changes.length < n) return;
    after = { entity: last.entity, revision: last.revision };
  }
}
