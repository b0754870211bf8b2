import { defineQuery } from '../query.js';

/** The state of a killed run: one node for each service. */
export const readCheckpoint = defineQuery<{ service: string }, { checkpoint: string; parts: number }>(
  'read-checkpoint',
  'read',
  `MATCH (c:SyncCheckpoint {id: $service})
   RETURN c.checkpoint AS checkpoint, c.parts AS parts`,
);

/** The ids seen by it, packed, part by part: a node for each, so that a checkpoint writes only what is new. */
export const readCheckpointParts = defineQuery<{ ids: string[] }, { id: string; seen: string }>(
  'read-checkpoint-parts',
  'read',
  `UNWIND $ids AS id
   MATCH (c:SyncCheckpoint {id: id})
   RETURN c.id AS id, c.seen AS seen`,
);

export const writeCheckpoint = defineQuery<
  { service: string; checkpoint: string; part: string; parts: number; seen: string },
  { written: number }
>(
  'write-checkpoint',
  'write',
  `MERGE (c:SyncCheckpoint {id: $service})
   SET c.checkpoint = $checkpoint, c.parts = $parts
   MERGE (p:SyncCheckpoint {id: $part})
   SET p.seen = $seen
   RETURN count(*) AS written`,
);

export const dropCheckpoints = defineQuery<{ ids: string[] }, { dropped: number }>(
  'drop-checkpoints',
  'write',
  `UNWIND $ids AS id
   MATCH (c:SyncCheckpoint {id: id})
   DETACH DELETE c
   RETURN count(*) AS dropped`,
);
