import { defineQuery } from '../query.js';

/**
 * Whether it is known by columns what a dependent takes from a table, version or pipeline. Where it is, the
 * edge between the two as wholes says nothing about one column; where it is not, it is all there is.
 *
 * Fixed-length patterns only, each with both ends bound. A version's detail counts as known when a feature
 * of it comes from the table and none of its features is of unknown origin; a run's, when a version that it
 * made has a feature from the table; a table's from a pipeline, when any of its columns says where it comes from.
 *
 * The first pattern is two, because one takes no edge twice: a table that is loaded incrementally is made from itself,
 * and a column of it from that same column.
 */
export const columnDetail = defineQuery<
  { pairs: { downstream: string; upstream: string }[] },
  { downstream: string; upstream: string; known: boolean }
>(
  'column-detail',
  'read',
  `UNWIND $pairs AS pair
   MATCH (d:Entity {id: pair.downstream})
   MATCH (u:Entity {id: pair.upstream})
   RETURN pair.downstream AS downstream, pair.upstream AS upstream,
     (EXISTS { MATCH (d)-[:HAS_COLUMN]->(:Entity)-[:DERIVED_FROM]->(x:Entity) MATCH (x)<-[:HAS_COLUMN]-(u) }
      OR EXISTS { (d)-[:READS|CONSUMES|DERIVED_FROM]->(:Entity)<-[:HAS_COLUMN]-(u) }
      OR EXISTS { (d)-[:HAS_COLUMN]->(:Entity)-[:PREDICTED_BY]->(u) }
      OR EXISTS { (d)<-[:PRODUCED_BY]-(:Entity)-[:USES_FEATURE]->(:Entity)-[:DERIVED_FROM]->(:Entity)<-[:HAS_COLUMN]-(u) }
      OR (EXISTS { (d)-[:USES_FEATURE]->(:Entity)-[:DERIVED_FROM]->(:Entity)<-[:HAS_COLUMN]-(u) }
          AND NOT EXISTS { (d)-[:USES_FEATURE]->(f:Entity) WHERE NOT EXISTS { (f)-[:DERIVED_FROM]->(:Entity) } })
      OR (u.kind = "Pipeline" AND EXISTS { (d)-[:HAS_COLUMN]->(:Entity)-[:DERIVED_FROM|PREDICTED_BY]->(:Entity) })
     ) AS known`,
);
