import { defineQuery } from '../query.js';

/**
 * The tables that hold predictions of versions. Compares the kind instead of the label: beside a seek the
 * embedded engine would scan the label.
 */
export const predictionTables = defineQuery<{ ids: string[] }, { version: string; table: string }>(
  'prediction-tables',
  'read',
  `UNWIND $ids AS id
   MATCH (v:Entity {id: id})<-[:PREDICTED_BY]-(t:Entity)
   WHERE t.kind = "Table"
   RETURN DISTINCT v.id AS version, t.id AS table`,
);
