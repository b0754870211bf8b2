import { defineQuery } from '../query.js';

/** How many of a service's last runs are looked at to find the last that was complete. */
export const RUNS_LOOKED_AT = 50;

/** The newest sync runs of services, newest first: at most `n` of each, and only those that had ended by `at`. */
export const syncRunsOf = defineQuery<
  { services: string[]; at: string | null; n: number },
  { service: string; n: Record<string, unknown> }
>(
  'sync-runs-of',
  'read',
  `UNWIND $services AS id
   MATCH (s:Entity {id: id})
   CALL (s) {
     MATCH (s)-[:HAS_SYNC_RUN]->(r:Entity)
     WHERE $at IS NULL OR r.endedAt <= $at
     WITH r ORDER BY r.startedAt DESC, r.id DESC LIMIT $n
     RETURN r{.*} AS run
   }
   RETURN s.id AS service, run AS n
   ORDER BY service, n.startedAt DESC, n.id DESC`,
);
