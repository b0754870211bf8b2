import { THING_GAP_DEFINITIONS, type ThingGap } from '../../catalog/gaps/gap-kinds.js';
import { LIVE_DEPLOYMENT_STATES } from '../../model/states.js';

/** When it is known of a thing. Edges that ended are of other types, so none of these is of the past. */
export const KNOWN: Readonly<Record<ThingGap, string>> = {
  DEPLOYMENT_WITHOUT_PREDICTIONS: `(EXISTS { (n)<-[:PREDICTED_BY]-(:Entity) }
            OR EXISTS { (n)-[:SERVES]->(:Entity)<-[:PREDICTED_BY]-(:Entity) })`,
  VERSION_WITHOUT_TRAINING_DATA: `(EXISTS { (n)-[:TRAINED_ON]->(:Entity) }
            OR EXISTS { (n)-[:PRODUCED_BY]->(:Entity)-[:TRAINED_ON]->(:Entity) })`,
  FEATURE_WITHOUT_SOURCES: 'EXISTS { (n)-[:DERIVED_FROM]->(:Entity) }',
  STORED_FEATURE_WITHOUT_SOURCES:
    'EXISTS { MATCH (n)-[:DERIVED_FROM]->(s:Entity) WHERE s.kind <> "MLFeatureTable" }',
  TABLE_WITHOUT_OWNER: 'size(coalesce(n.owners, [])) > 0',
};

const STATES = LIVE_DEPLOYMENT_STATES.map((state) => `"${state}"`).join(', ');

/** Which things it is asked of: of deployments only those that answer. */
export const asked = (gap: ThingGap): string =>
  `n.until IS NULL${gap === 'DEPLOYMENT_WITHOUT_PREDICTIONS' ? ` AND n.state IN [${STATES}]` : ''}`;

export const things = (gap: ThingGap): string => `(n:Entity:${THING_GAP_DEFINITIONS[gap].kind})`;

/** What a thing is part of or serves: its domain is the thing's, where that has none of its own. Of several, the first. */
const PARENT: Partial<Record<ThingGap, string>> = {
  DEPLOYMENT_WITHOUT_PREDICTIONS: '(n)-[:SERVES]->(:Entity)<-[:HAS_VERSION]-(p:Entity)',
  VERSION_WITHOUT_TRAINING_DATA: '(n)<-[:HAS_VERSION]-(p:Entity)',
  FEATURE_WITHOUT_SOURCES: '(n)<-[:USES_FEATURE]-(:Entity)<-[:HAS_VERSION]-(p:Entity)',
  STORED_FEATURE_WITHOUT_SOURCES: '(n)<-[:HAS_FEATURE]-(p:Entity)',
};

export const withDomain = (gap: ThingGap): string => {
  const parent = PARENT[gap];
  if (parent === undefined) return 'WITH n, n.domain AS domain';
  return `OPTIONAL MATCH ${parent}
   WITH n, min(p.domain) AS above
   WITH n, coalesce(n.domain, above) AS domain`;
};
