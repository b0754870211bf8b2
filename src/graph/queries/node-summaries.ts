import { defineQuery } from '../query.js';

export interface NodeSummaryRow {
  id: string;
  kind: string;
  name: string;
  owners: string[] | null;
  until: string | null;
  state: string | null;
  stage: string | null;
  service: string | null;
  domain: string | null;
  tags: string[] | null;
  claimSources: string[] | null;
}

/** The little that a walk must know of each thing it reached; whole nodes would carry metric histories along. */
export const nodeSummaries = defineQuery<{ ids: string[] }, NodeSummaryRow>(
  'node-summaries',
  'read',
  `UNWIND $ids AS id
   MATCH (n:Entity {id: id})
   RETURN n.id AS id, n.kind AS kind, n.name AS name, n.owners AS owners,
          n.until AS until, n.state AS state, n.stage AS stage,
          n.service AS service, n.domain AS domain, n.tags AS tags, n.claimSources AS claimSources`,
);
