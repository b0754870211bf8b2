import { EntityType, Property, Related } from './decorators.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import { VersionPart } from './version-part.js';

@EntityType('HyperParameter', {
  key: ['service', 'model', 'version', 'parameter'],
  nameFrom: 'parameter',
  description: 'A setting the training ran with.',
  parent: { kind: 'MLModelVersion', relation: 'HAS_HYPERPARAMETER', key: ['service', 'model', 'version'] },
  classes: ['mls:HyperParameterSetting', 'prov:Entity'],
})
export class HyperParameter extends VersionPart {
  @Related({
    relation: 'HAS_HYPERPARAMETER',
    direction: 'in',
    kind: 'MLModelVersion',
    required: true,
    description: 'The version it belongs to.',
  })
  version!: MLModelVersion;

  @Property({
    type: 'string',
    required: true,
    term: 'mls:specifiedBy',
    maxLength: 1_000,
    description: 'Its name.',
  })
  parameter!: string;

  @Property({ type: 'string', term: 'mls:hasValue', maxLength: 100_000, description: 'Its value, as text.' })
  value!: string | null;

  @Property({ type: 'float', description: 'Its value as a number, where the text is one.' })
  number!: number | null;
}
