import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { MLFeature } from './ml-feature.entity.js';
import type { Table } from './table.entity.js';

@EntityType('Column', {
  key: ['namespace', 'table', 'column'],
  nameFrom: 'column',
  description: 'A column of a table.',
  parent: { kind: 'Table', relation: 'HAS_COLUMN', key: ['namespace', 'table'] },
  classes: ['csvw:Column', 'cr:Field', 'prov:Entity'],
})
export class Column extends Entity {
  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Where its table lives.' })
  namespace!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The full name of its table.',
  })
  @Related({
    relation: 'HAS_COLUMN',
    direction: 'in',
    kind: 'Table',
    required: true,
    description: 'The table it is a column of.',
  })
  table!: Table;

  @Property({ type: 'string', required: true, term: 'csvw:name', maxLength: 1_000, description: 'Its name.' })
  column!: string;

  @Property({ type: 'string', term: 'csvw:datatype', description: 'Its type, as its source names it.' })
  dataType!: string | null;

  @Property({ type: 'boolean', description: 'Whether it may be empty.' })
  nullable!: boolean | null;

  @Property({ type: 'int', description: 'Its place in the table, from 0.' })
  position!: number | null;

  @Property({ type: 'string', description: 'How its content is classified, such as PII.', curated: true })
  classification!: string | null;

  @Related({
    relation: 'DERIVED_FROM',
    direction: 'out',
    kind: 'Column',
    list: true,
    description: 'The columns it is made from.',
  })
  derivedFrom!: Column[];

  @Related({
    relation: 'DERIVED_FROM',
    direction: 'in',
    kind: 'Column',
    list: true,
    description: 'The columns made from it.',
  })
  feeds!: Column[];

  @Related({
    relation: 'DERIVED_FROM',
    direction: 'in',
    kind: 'MLFeature',
    list: true,
    description: 'The features made from it.',
  })
  features!: MLFeature[];
}
