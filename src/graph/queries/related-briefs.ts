import { BRIEF_EDGE, briefProperties } from '../../catalog/browse/brief.js';
import { CONTAINMENTS, STATED_TYPES, type RelationType } from '../../model/relations.js';
import { defineQueries } from '../query.js';

const TYPES: readonly RelationType[] = [...CONTAINMENTS, ...STATED_TYPES];

export interface RelatedBriefRow {
  id: string;
  /** The values of `briefProperties`, in that order. */
  n: unknown[];
  /** The values of `BRIEF_EDGE`, in that order. */
  edge: unknown[];
}

const listOf = (variable: string, properties: readonly string[]): string =>
  `[${properties.map((property) => `${variable}.${property}`).join(', ')}]`;

/**
 * As `related-out`, but only what lists show. Whole nodes carry series, prose and what the sources claim: reading
 * those takes three to five times as long. Lists and not maps, because a map travels with its keys in every row, and
 * with the properties named in the text, because picking them by a parameter is as slow as reading all on the
 * embedded engine.
 */
export const relatedBriefOut = defineQueries<RelationType, { ids: string[] }, RelatedBriefRow>(
  'related-brief-out',
  'read',
  TYPES,
  (type) => `
   UNWIND $ids AS id
   MATCH (a:Entity {id: id})-[r:${type}]->(n:Entity)
   WHERE n.until IS NULL
   RETURN a.id AS id, ${listOf('n', briefProperties(type))} AS n, ${listOf('r', BRIEF_EDGE)} AS edge`,
);

/** As `related-in`, but only what lists show. */
export const relatedBriefIn = defineQueries<RelationType, { ids: string[] }, RelatedBriefRow>(
  'related-brief-in',
  'read',
  TYPES,
  (type) => `
   UNWIND $ids AS id
   MATCH (a:Entity {id: id})<-[r:${type}]-(n:Entity)
   WHERE n.until IS NULL
   RETURN a.id AS id, ${listOf('n', briefProperties(type))} AS n, ${listOf('r', BRIEF_EDGE)} AS edge`,
);
