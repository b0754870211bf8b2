import { defineQuery } from '../query.js';

export interface ServiceSyncsRow {
  id: string;
  platform: string | null;
  domain: string | null;
  until: string | null;
  firstSync: string | null;
  lastComplete: string | null;
}

/** How each service was read: there are few services, and a sync or two of each per day. */
export const serviceSyncs = defineQuery<object, ServiceSyncsRow>(
  'service-syncs',
  'read',
  `MATCH (s:MLModelService)
   OPTIONAL MATCH (s)-[:HAS_SYNC_RUN]->(r:Entity)
   WITH s, min(r.startedAt) AS firstSync,
        max(CASE WHEN r.state = "COMPLETE" THEN r.endedAt ELSE null END) AS lastComplete
   RETURN s.id AS id, s.platform AS platform, s.domain AS domain, s.until AS until, firstSync, lastComplete`,
);
