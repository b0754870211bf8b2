import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { Column } from './column.entity.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import type { Pipeline } from './pipeline.entity.js';

/** Named as OpenLineage names datasets, byte for byte, so that what different sources say meets on one node. */
@EntityType('Table', {
  key: ['namespace', 'table'],
  nameFrom: 'table',
  description:
    'A table, view, file set or topic. Training and prediction tables are tables in a role, by edge.',
  classes: ['dcat:Dataset', 'prov:Entity'],
})
export class Table extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'Where it lives: the OpenLineage namespace of the dataset.',
  })
  namespace!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'Its full name there, such as `shop.public.orders`.',
  })
  table!: string;

  @Property({ type: 'string', description: 'TABLE, VIEW, FILE, TOPIC and so on, where it is known.' })
  datasetType!: string | null;

  @Property({
    type: 'string',
    list: true,
    ordered: true,
    description:
      'The columns that tell its rows apart, in the order of the key, where its source declares them.',
  })
  primaryKey!: string[];

  @Property({
    type: 'string',
    list: true,
    maxLength: 10_000,
    description:
      'What its rows refer to, where its source declares it: `(customer_id) -> shop.public.customers (id)`. No lineage follows from it.',
  })
  foreignKeys!: string[];

  @Property({
    type: 'string',
    list: true,
    maxLength: 2_100,
    description:
      'What else it is called, such as the name in a metastore of what lies at a path: namespace/name.',
  })
  otherNames!: string[];

  @Property({ type: 'string', description: 'The version of its schema, as its source numbers it.' })
  schemaVersion!: string | null;

  @Property({ type: 'string', description: 'How its content is classified, such as PII.', curated: true })
  classification!: string | null;

  @Related({
    relation: 'HAS_COLUMN',
    direction: 'out',
    kind: 'Column',
    list: true,
    description: 'Its columns.',
  })
  columns!: Column[];

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

  @Related({
    relation: 'READS',
    direction: 'in',
    kind: 'Pipeline',
    list: true,
    description: 'The pipelines that read it.',
  })
  readBy!: Pipeline[];

  @Related({
    relation: 'PREDICTED_BY',
    direction: 'out',
    kind: 'MLModelVersion',
    list: true,
    description: 'The versions whose predictions it holds.',
  })
  predictedBy!: MLModelVersion[];

  @Related({
    relation: 'TRAINED_ON',
    direction: 'in',
    kind: 'MLModelVersion',
    list: true,
    description: 'The versions trained on it.',
  })
  trained!: MLModelVersion[];
}
