import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { MLModelVersion } from './ml-model-version.entity.js';

@EntityType('HyperParameter', {
  key: ['service', 'model', 'version', 'parameter'],
  nameFrom: 'parameter',
  description: 'A setting the training ran with.',
  parent: { kind: 'MLModelVersion', relation: 'HAS_HYPERPARAMETER', key: ['service', 'model', 'version'] },
  classes: ['mls:HyperParameterSetting', 'prov:Entity'],
})
export class HyperParameter extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  service!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The model, by the name its registry gives.',
  })
  model!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The version, as its registry numbers it.',
  })
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
