import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { edgeTo } from '../edge-to.js';
import { mergedEdges } from './edges.js';
import { storedFeatureEdges, versionInputs } from './feast-features.js';
import { inferFeatureSources } from './infer-feature-sources.js';
import type { VersionFacts } from './version-facts.js';

/** The inputs that the signature names, with the columns they seem to come from. */
export function featureDocuments(facts: VersionFacts): EntityDocument[] {
  const { key, datasets, importance } = facts;
  return versionInputs(facts).map(({ name, dataType, required }, position) =>
    document('MLFeature', {
      ...key,
      feature: name,
      dataType,
      required,
      position,
      importance: importance?.get(name),
      edges: mergedEdges([
        ...inferFeatureSources(name, datasets).map(({ column, rule }) =>
          edgeTo('DERIVED_FROM', 'Column', column, { stated: 'INFERRED', rule }),
        ),
        ...storedFeatureEdges(facts, name),
      ]),
    }),
  );
}
