import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import type { Table } from './table.entity.js';

@EntityType('Pipeline', {
  key: ['namespace', 'job'],
  nameFrom: 'job',
  description: 'What turns tables into tables: a feature pipeline, a scoring job.',
  classes: ['prov:Activity', 'dcat:Resource'],
})
export class Pipeline extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'Where the job is scheduled: its OpenLineage namespace.',
  })
  namespace!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'Its name there.',
  })
  job!: string;

  @Property({ type: 'string', description: 'What kind of job it is, as the source says.' })
  jobType!: string | null;

  @Property({ type: 'string', description: 'What reports it, such as AIRFLOW or DBT.' })
  integration!: string | null;

  @Property({ type: 'string', description: 'The id of its newest complete run.' })
  lastRunId!: string | null;

  @Property({ type: 'dateTime', term: 'prov:endedAtTime', description: 'When that run completed.' })
  lastRunAt!: string | null;

  @Property({ type: 'string', description: 'Where its code lies.' })
  sourceCode!: string | null;

  @Related({
    relation: 'READS',
    direction: 'out',
    kind: 'Table',
    list: true,
    description: 'The tables it reads.',
  })
  reads!: Table[];

  @Related({
    relation: 'READS',
    direction: 'out',
    kind: 'MLModelVersion',
    list: true,
    description: 'The model versions it applies.',
  })
  models!: MLModelVersion[];

  @Related({
    relation: 'PRODUCED_BY',
    direction: 'in',
    kind: 'Table',
    list: true,
    description: 'The tables it writes.',
  })
  writes!: Table[];
}
