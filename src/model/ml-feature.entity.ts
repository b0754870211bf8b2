import { EntityType, Property, Related } from './decorators.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import { VersionPart } from './version-part.js';

@EntityType('MLFeature', {
  key: ['service', 'model', 'version', 'feature'],
  nameFrom: 'feature',
  description: 'An input that a version takes, under the name it takes it by.',
  classes: ['it6:Feature', 'mls:Feature', 'prov:Entity'],
})
export class MLFeature extends VersionPart {
  @Related({
    relation: 'USES_FEATURE',
    direction: 'in',
    kind: 'MLModelVersion',
    required: true,
    description: 'The version that takes it.',
  })
  version!: MLModelVersion;

  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its name in the signature.' })
  feature!: string;

  @Property({ type: 'string', term: 'dct:type', description: 'Its type, as the signature has it.' })
  dataType!: string | null;

  @Property({ type: 'boolean', description: 'Whether a prediction can be asked for without it.' })
  required!: boolean | null;

  @Property({ type: 'int', description: 'Its place among the inputs, from 0.' })
  position!: number | null;

  @Property({
    type: 'float',
    description: 'How much it counts, in the unit of the algorithm that computed it.',
  })
  importance!: number | null;
}
