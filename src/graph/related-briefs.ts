import { BRIEF_EDGE, briefProperties } from '../catalog/browse/brief.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { RelatedRecord } from '../catalog/browse/entity.reader.js';
import type { RelationType } from '../model/relations.js';
import type { RelatedBriefRow } from './queries/related-briefs.js';

/** Briefs as records, which then lack what lists do not show. */
export function recordsOfBriefs(relation: RelationType, rows: readonly RelatedBriefRow[]): RelatedRecord[] {
  const properties = briefProperties(relation);
  return rows.map(({ id, n, edge }) => ({
    from: id,
    record: mapOf(properties, n) as EntityRecord,
    edge: mapOf(BRIEF_EDGE, edge),
  }));
}

function mapOf(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (let index = 0; index < names.length; index += 1) {
    const value = values[index];
    if (value !== null && value !== undefined) map[names[index] ?? ''] = value;
  }
  return map;
}
