import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { Column } from './column.entity.js';
import type { Table } from './table.entity.js';

@EntityType('Application', {
  key: ['service', 'application'],
  nameFrom: 'application',
  description: 'What acts upon data: alerting, a product, a service.',
  classes: ['dcat:Resource', 'prov:Entity'],
})
export class Application extends Entity {
  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'The platform it lives on.' })
  service!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'Its name there.',
  })
  application!: string;

  @Property({ type: 'string', term: 'dcat:landingPage', description: 'Where a person can open it.' })
  url!: string | null;

  @Property({ type: 'dateTime', description: 'When it last read its data.' })
  lastRefreshedAt!: string | null;

  @Related({
    relation: 'CONSUMES',
    direction: 'out',
    kind: 'Table',
    list: true,
    description: 'The tables it reads.',
  })
  consumes!: Table[];

  @Related({
    relation: 'CONSUMES',
    direction: 'out',
    kind: 'Column',
    list: true,
    description: 'The columns it is known to read.',
  })
  consumesColumns!: Column[];
}
