import { defineQuery } from '../query.js';

interface SyncRunEndRow {
  id: string;
  state: string | null;
  mode: string | null;
}

/** All sync runs of a service and how they ended, the newest first: a few hundred, as long as old ones are removed. */
export const syncRunEnds = defineQuery<{ service: string }, SyncRunEndRow>(
  'sync-run-ends',
  'read',
  `MATCH (s:Entity {id: $service})-[:HAS_SYNC_RUN]->(r:Entity)
   RETURN r.id AS id, r.state AS state, r.mode AS mode
   ORDER BY r.startedAt DESC, r.id DESC`,
);
