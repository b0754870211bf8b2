import { LISTED_CONTAINMENTS } from '../../catalog/browse/export.reader.js';
import type { Containment } from '../../model/relations.js';
import { defineQuery } from '../query.js';

/** What things contain, of the containments whose children stand in their parent's document: ids only. */
export const listedChildren = defineQuery<
  { ids: string[] },
  { parent: string; relation: Containment; child: string }
>(
  'listed-children',
  'read',
  `UNWIND $ids AS id
   MATCH (p:Entity {id: id})-[r:${LISTED_CONTAINMENTS.join('|')}]->(c:Entity)
   RETURN p.id AS parent, type(r) AS relation, c.id AS child`,
);
