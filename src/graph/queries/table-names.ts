import { defineQuery } from '../query.js';

/** What tables are called. Reads the label, once in a run that met names which nobody else uses. */
export const tableNames = defineQuery<{ n: number }, { namespace: string; table: string }>(
  'table-names',
  'read',
  `MATCH (t:Table)
   WHERE t.until IS NULL
   WITH t ORDER BY t.id LIMIT $n
   RETURN t.namespace AS namespace, t.table AS table`,
);
