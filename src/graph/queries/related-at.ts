import { CONTAINMENTS, STATED_TYPES, type RelationType } from '../../model/relations.js';
import { defineQueries } from '../query.js';
import { everOf, HELD } from './held-at.js';
import type { RelatedRow } from './related-entities.js';

type Params = { ids: string[]; at: string };

const isStated = (type: RelationType): boolean => (STATED_TYPES as readonly string[]).includes(type);

/** An edge that held at that moment, whether it still does or not, to a thing that was current then. */
const BOTH_HELD = `${HELD('r')} AND ${HELD('n')}`;

const typesOf = (type: RelationType): string => (isStated(type) ? everOf(type) : type);

/** What these things pointed at by one relation at a moment. Things come as they are now: what changed since is undone elsewhere. */
export const relatedOutAt = defineQueries<RelationType, Params, RelatedRow>(
  'related-out-at',
  'read',
  [...CONTAINMENTS, ...STATED_TYPES],
  (type) => `
   UNWIND $ids AS id
   MATCH (a:Entity {id: id})-[r:${typesOf(type)}]->(n:Entity)
   WHERE ${BOTH_HELD}
   RETURN a.id AS id, n{.*} AS n, properties(r) AS edge`,
);

/** What pointed at these things by one relation at a moment. */
export const relatedInAt = defineQueries<RelationType, Params, RelatedRow>(
  'related-in-at',
  'read',
  [...CONTAINMENTS, ...STATED_TYPES],
  (type) => `
   UNWIND $ids AS id
   MATCH (a:Entity {id: id})<-[r:${typesOf(type)}]-(n:Entity)
   WHERE ${BOTH_HELD}
   RETURN a.id AS id, n{.*} AS n, properties(r) AS edge`,
);
