import { CONTAINMENTS, STATED_TYPES, type RelationType } from '../../model/relations.js';
import { defineQueries } from '../query.js';

const TYPES: readonly RelationType[] = [...CONTAINMENTS, ...STATED_TYPES];

export interface RelatedRow {
  id: string;
  n: Record<string, unknown>;
  edge: Record<string, unknown>;
}

/** What these things point at by one relation, of what is current: one question for all parents of a page. */
export const relatedOut = defineQueries<RelationType, { ids: string[] }, RelatedRow>(
  'related-out',
  'read',
  TYPES,
  (type) => `
   UNWIND $ids AS id
   MATCH (a:Entity {id: id})-[r:${type}]->(n:Entity)
   WHERE n.until IS NULL
   RETURN a.id AS id, n{.*} AS n, properties(r) AS edge`,
);

/** What points at these things by one relation. */
export const relatedIn = defineQueries<RelationType, { ids: string[] }, RelatedRow>(
  'related-in',
  'read',
  TYPES,
  (type) => `
   UNWIND $ids AS id
   MATCH (a:Entity {id: id})<-[r:${type}]-(n:Entity)
   WHERE n.until IS NULL
   RETURN a.id AS id, n{.*} AS n, properties(r) AS edge`,
);
