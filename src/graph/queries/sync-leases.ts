import { defineQuery } from '../query.js';

interface LeaseRow {
  run: string | null;
  holder: string | null;
  /** Milliseconds since 1970. */
  since: number | null;
  until: number | null;
}

/** Locks the lease of a service until the transaction ends, whether anybody holds it or not. The node is never deleted. */
export const lockLease = defineQuery<{ service: string }, LeaseRow>(
  'lock-lease',
  'write',
  `MERGE (l:SyncLease {id: $service})
   SET l.id = $service
   RETURN l.run AS run, l.holder AS holder, l.since AS since, l.until AS until`,
);

/** Gives the lease to a run, or, with nulls, to nobody. */
export const writeLease = defineQuery<
  { service: string; run: string | null; holder: string | null; since: number | null; until: number | null },
  { id: string }
>(
  'write-lease',
  'write',
  `MATCH (l:SyncLease {id: $service})
   SET l.run = $run, l.holder = $holder, l.since = $since, l.until = $until
   RETURN l.id AS id`,
);
