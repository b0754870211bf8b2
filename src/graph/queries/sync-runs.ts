import { defineQuery } from '../query.js';

/** How many of a service's last runs are looked at to find the last that was complete. */
export const RUNS_LOOKED_AT = 50;

/** The newest sync runs of services, newest first: at most `n` of each. */
export const syncRunsOf = defineQuery<
  { services: string[]; n: number },
  { service: string; n: Record<string, unknown> }
>(
  'sync-runs-of',
  'read',
  `UNWIND $services AS id
   MATCH (s:Entity {id: id})
   CALL (s) {
     MATCH (s)-[:HAS_SYNC_RUN]->(r:Entity)
     WITH r ORDER BY r.startedAt DESC, r.id DESC LIMIT $n
     RETURN r{.*} AS run
   }
   RETURN s.id AS service, run AS n
   ORDER BY service, n.startedAt DESC, n.id DESC`,
);
