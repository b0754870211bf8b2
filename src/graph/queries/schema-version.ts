import { defineQuery } from '../query.js';

/** Keeps the newest schema version that this graph has been brought to. Writes nothing when it already is. */
export const recordSchemaVersion = defineQuery<{ version: number }, { version: number }>(
  'record-schema-version',
  'write',
  `MERGE (s:Schema {id: "schema"})
   WITH s WHERE coalesce(s.version, 0) < $version
   SET s.version = $version
   RETURN s.version AS version`,
);

/** The version the graph is at; no row in a graph that was never migrated. */
export const readSchemaVersion = defineQuery<object, { version: number }>(
  'read-schema-version',
  'read',
  `MATCH (s:Schema {id: "schema"}) RETURN s.version AS version`,
);
