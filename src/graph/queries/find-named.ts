import { ENTITY_KINDS } from '../../model/entities.js';
import { defineQueries, defineQuery } from '../query.js';

/** Things of one kind with exactly that name. Seeks the index of names on Neo4j. */
export const findNamed = defineQueries<
  (typeof ENTITY_KINDS)[number],
  { name: string; n: number },
  { id: string; name: string }
>(
  'find-named',
  'read',
  ENTITY_KINDS,
  (kind) => `
   MATCH (n:${kind})
   WHERE n.name = $name AND n.until IS NULL
   WITH n ORDER BY n.id LIMIT $n
   RETURN n.id AS id, n.name AS name`,
);

/** Tables by the end of their name: `orders` finds `shop.public.orders`. `suffix` begins with a dot. */
export const findTablesBySuffix = defineQuery<{ suffix: string; n: number }, { id: string; name: string }>(
  'find-tables-by-suffix',
  'read',
  `MATCH (n:Table)
   WHERE n.name ENDS WITH $suffix AND n.until IS NULL
   WITH n ORDER BY n.id LIMIT $n
   RETURN n.id AS id, n.name AS name`,
);

/** Columns by their name and their table's name or the end of it. */
export const findColumns = defineQuery<
  { column: string; table: string; suffix: string; n: number },
  { id: string; name: string }
>(
  'find-columns',
  'read',
  `MATCH (n:Column)
   WHERE n.name = $column AND (n.table = $table OR n.table ENDS WITH $suffix) AND n.until IS NULL
   WITH n ORDER BY n.id LIMIT $n
   RETURN n.id AS id, n.name AS name`,
);

/** Versions of the models of that name, whichever service holds them. */
export const findVersionsOfModel = defineQuery<
  { model: string },
  { id: string; service: string; version: string; aliases: string[] | null; uniqueTags: string[] | null }
>(
  'find-versions-of-model',
  'read',
  `MATCH (m:MLModel)
   WHERE m.name = $model
   MATCH (m)-[:HAS_VERSION]->(v:Entity)
   WHERE v.until IS NULL
   RETURN v.id AS id, v.service AS service, v.version AS version, v.aliases AS aliases,
          v.uniqueTags AS uniqueTags
   ORDER BY id`,
);

/** Names of one kind, for saying what comes near to a name that nothing has. */
export const namesOfKind = defineQueries<
  (typeof ENTITY_KINDS)[number],
  { n: number },
  { id: string; name: string }
>(
  'names-of-kind',
  'read',
  ENTITY_KINDS,
  (kind) => `
   MATCH (n:${kind})
   WHERE n.until IS NULL
   WITH n ORDER BY n.name, n.id LIMIT $n
   RETURN n.id AS id, n.name AS name`,
);
