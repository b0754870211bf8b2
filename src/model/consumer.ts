import type { Column } from './column.entity.js';
import { Property, Related } from './decorators.js';
import type { Deployment } from './deployment.entity.js';
import { Entity } from './entity.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import type { Table } from './table.entity.js';

/** What takes data and predictions and makes none: where lineage ends. */
export abstract class Consumer extends Entity {
  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'The platform it lives on.' })
  service!: string;

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

  @Related({
    relation: 'CONSUMES',
    direction: 'out',
    kind: 'Deployment',
    list: true,
    description: 'The deployments it asks.',
  })
  consumesDeployments!: Deployment[];

  @Related({
    relation: 'CONSUMES',
    direction: 'out',
    kind: 'MLModelVersion',
    list: true,
    description: 'The model versions it runs or shows by itself.',
  })
  consumesVersions!: MLModelVersion[];
}
