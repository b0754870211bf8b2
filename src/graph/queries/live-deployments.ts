import { LIVE_DEPLOYMENT_STATES } from '../../model/states.js';
import { defineQuery } from '../query.js';

const STATES = LIVE_DEPLOYMENT_STATES.map((state) => `"${state}"`).join(', ');

/** The deployments in service that answer with these versions. */
export const liveDeployments = defineQuery<{ ids: string[] }, { version: string; deployment: string }>(
  'live-deployments',
  'read',
  `UNWIND $ids AS id
   MATCH (v:Entity {id: id})<-[:SERVES]-(d:Entity)
   WHERE d.until IS NULL AND d.state IN [${STATES}]
   RETURN DISTINCT v.id AS version, d.id AS deployment`,
);
