import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { MLModelService } from './ml-model-service.entity.js';
import type { Pipeline } from './pipeline.entity.js';
import type { StoredFeature } from './stored-feature.entity.js';
import type { Table } from './table.entity.js';

@EntityType('MLFeatureTable', {
  key: ['service', 'featureTable'],
  nameFrom: 'featureTable',
  description:
    'A group of features in a feature store, kept per entity (a customer, say) and served together.',
  parent: { kind: 'MLModelService', relation: 'HAS_FEATURE_TABLE', key: ['service'] },
  classes: ['dcat:Dataset', 'prov:Entity'],
})
export class MLFeatureTable extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  @Related({
    relation: 'HAS_FEATURE_TABLE',
    direction: 'in',
    kind: 'MLModelService',
    required: true,
    description: 'The feature store that holds it.',
  })
  service!: MLModelService;

  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its name there.' })
  featureTable!: string;

  @Property({
    type: 'string',
    list: true,
    ordered: true,
    maxLength: 1_000,
    description: 'What a row of it is found by, such as customer_id.',
  })
  entityKeys!: string[];

  @Property({ type: 'string', description: 'Where it is read from for predictions.' })
  onlineStore!: string | null;

  @Property({ type: 'string', description: 'Where it is read from for training.' })
  offlineStore!: string | null;

  @Related({
    relation: 'HAS_FEATURE',
    direction: 'out',
    kind: 'StoredFeature',
    list: true,
    description: 'Its features.',
  })
  features!: StoredFeature[];

  @Related({
    relation: 'DERIVED_FROM',
    direction: 'out',
    kind: 'Table',
    list: true,
    description: 'The tables it is made from.',
  })
  derivedFrom!: Table[];

  @Related({
    relation: 'PRODUCED_BY',
    direction: 'out',
    kind: 'Pipeline',
    list: true,
    description: 'The pipelines that write it.',
  })
  producedBy!: Pipeline[];
}
