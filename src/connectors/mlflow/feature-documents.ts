import type { EntityDocument } from '../../model/document.js';
import { edgeTo, mergedEdges } from './edges.js';
import { inferFeatureSources } from './infer-feature-sources.js';
import { namedInputs } from './mlmodel-file.js';
import { document } from './values.js';
import type { VersionFacts } from './version-facts.js';

/** The inputs that the signature names, with the columns they seem to come from. */
export function featureDocuments({ key, file, datasets }: VersionFacts): EntityDocument[] {
  return (namedInputs(file?.signature) ?? []).map(({ name, dataType, required }, position) =>
    document('MLFeature', {
      ...key,
      feature: name,
      dataType,
      required,
      position,
      edges: mergedEdges(
        inferFeatureSources(name, datasets).map(({ column, rule }) =>
          edgeTo('DERIVED_FROM', { kind: 'Column', key: column }, { stated: 'INFERRED', rule }),
        ),
      ),
    }),
  );
}
