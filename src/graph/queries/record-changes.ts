import { defineQuery } from '../query.js';

export interface ChangeRow {
  entity: string;
  revision: number;
  at: string;
  /** By which the changes of the whole catalog are ordered. */
  key: string;
  kind: string;
  action: string;
  source: string;
  actor: string;
  service: string | null;
  run: string | null;
  reason: string | null;
  /** JSON. */
  fields: string;
  said: string | null;
  edges: string | null;
  brokenRules: string[] | null;
}

/** Nodes of their own, joined to nothing: they outlive what they tell of, and a hub gains no edges by being changed. */
export const recordChanges = defineQuery<{ rows: ChangeRow[] }, { written: number }>(
  'record-changes',
  'write',
  `UNWIND $rows AS row
   CREATE (c:Change {entity: row.entity, revision: row.revision})
   SET c += row
   RETURN count(c) AS written`,
);
