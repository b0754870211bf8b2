import type { Column } from './column.entity.js';
import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import { asFeature } from './feature.js';
import type { MLFeatureTable } from './ml-feature-table.entity.js';
import type { MLFeature } from './ml-feature.entity.js';

/**
 * A kind of its own beside MLFeature, which is an input of one version and keyed by it: a stored feature is there
 * before any version takes it, and stays when none does. A version's input is derived from it, so that two versions
 * that take the same one meet here, while what each takes it as remains a statement about that version.
 */
@EntityType('StoredFeature', {
  key: ['service', 'featureTable', 'feature'],
  nameFrom: 'feature',
  description: 'A feature of a feature table, defined once for all versions that take it.',
  parent: { kind: 'MLFeatureTable', relation: 'HAS_FEATURE', key: ['service', 'featureTable'] },
  classes: ['it6:Feature', 'mls:Feature', 'prov:Entity'],
})
export class StoredFeature extends asFeature(Entity) {
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
    description: 'The feature table it belongs to, by name.',
  })
  @Related({
    relation: 'HAS_FEATURE',
    direction: 'in',
    kind: 'MLFeatureTable',
    required: true,
    description: 'The feature table it belongs to.',
  })
  featureTable!: MLFeatureTable;

  @Related({
    relation: 'DERIVED_FROM',
    direction: 'out',
    kind: 'Column',
    list: true,
    description: 'The columns it is made from.',
  })
  columns!: Column[];

  @Related({
    relation: 'DERIVED_FROM',
    direction: 'in',
    kind: 'MLFeature',
    list: true,
    description: 'The inputs of versions that are read from it.',
  })
  inputs!: MLFeature[];
}
