import type { Change, EdgeChange, FieldChange } from '../catalog/history/change.js';
import { sortKey } from '../catalog/browse/sort-key.js';
import type { EntityKind } from '../model/entities.js';
import type { ChangeRow } from './queries/record-changes.js';

/** A change as the graph keeps it: lists of objects are JSON. */
export function changeRow({
  entity,
  revision,
  at,
  kind,
  action,
  source,
  actor,
  service,
  run,
  reason,
  fields,
  said,
  edges,
  brokenRules,
}: Change): ChangeRow {
  return {
    ...{ entity, revision, at, kind, action, source, actor },
    key: changeKey({ at, entity, revision }),
    service: service ?? null,
    run: run ?? null,
    reason: reason ?? null,
    fields: JSON.stringify(fields),
    said: said.length > 0 ? JSON.stringify(said) : null,
    edges: edges.length > 0 ? JSON.stringify(edges) : null,
    brokenRules: brokenRules.length > 0 ? [...brokenRules] : null,
  };
}

/** Ids are percent-encoded, so that their order is the same everywhere. */
export const changeKey = ({ at, entity, revision }: Pick<Change, 'at' | 'entity' | 'revision'>): string =>
  sortKey(`${at} ${entity} ${String(revision).padStart(10, '0')}`);

export function changeOf(row: Readonly<Record<string, unknown>>): Change {
  const [service, run, reason] = [row['service'], row['run'], row['reason']] as (string | null | undefined)[];
  return {
    entity: String(row['entity']),
    kind: row['kind'] as EntityKind,
    action: row['action'] as Change['action'],
    at: String(row['at']),
    revision: Number(row['revision']),
    source: String(row['source']),
    actor: String(row['actor']),
    ...(service ? { service } : {}),
    ...(run ? { run } : {}),
    ...(reason ? { reason } : {}),
    fields: parsed<FieldChange>(row['fields']),
    said: parsed<FieldChange>(row['said']),
    edges: parsed<EdgeChange>(row['edges']),
    brokenRules: (row['brokenRules'] ?? []) as string[],
  };
}

const parsed = <Item>(text: unknown): Item[] =>
  typeof text === 'string' ? (JSON.parse(text) as Item[]) : [];
