import { EntityType, Property, Related } from './decorators.js';
import { asFeature } from './feature.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import type { StoredFeature } from './stored-feature.entity.js';
import { VersionPart } from './version-part.js';

@EntityType('MLFeature', {
  key: ['service', 'model', 'version', 'feature'],
  nameFrom: 'feature',
  description: 'An input that a version takes, under the name it takes it by.',
  classes: ['it6:Feature', 'mls:Feature', 'prov:Entity'],
})
export class MLFeature extends asFeature(VersionPart) {
  @Related({
    relation: 'USES_FEATURE',
    direction: 'in',
    kind: 'MLModelVersion',
    required: true,
    description: 'The version that takes it.',
  })
  version!: MLModelVersion;

  @Property({ type: 'boolean', description: 'Whether a prediction can be asked for without it.' })
  required!: boolean | null;

  @Property({
    type: 'float',
    description: 'How much it counts, in the unit of the algorithm that computed it.',
  })
  importance!: number | null;

  @Related({
    relation: 'DERIVED_FROM',
    direction: 'out',
    kind: 'StoredFeature',
    list: true,
    description: 'The features of feature tables that it is read from.',
  })
  storedFeatures!: StoredFeature[];
}
