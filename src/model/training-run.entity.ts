import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { Experiment } from './experiment.entity.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import type { Table } from './table.entity.js';

@EntityType('TrainingRun', {
  key: ['service', 'run'],
  nameFrom: 'run',
  description: 'One execution of training code, with what it read and made.',
  parent: { kind: 'Experiment', relation: 'HAS_RUN', key: ['service', 'experiment'] },
  classes: ['mls:Run', 'prov:Activity'],
})
export class TrainingRun extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  service!: string;

  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its id at its tracker.' })
  run!: string;

  @Property({ type: 'string', graphql: false, description: 'The experiment it belongs to, by id.' })
  @Related({
    relation: 'HAS_RUN',
    direction: 'in',
    kind: 'Experiment',
    required: true,
    description: 'The experiment it belongs to.',
  })
  experiment!: Experiment;

  @Property({ type: 'string', description: 'How it ended, as the tracker says: FINISHED, FAILED and so on.' })
  status!: string | null;

  @Property({ type: 'dateTime', term: 'prov:startedAtTime', description: 'When it started.' })
  startedAt!: string | null;

  @Property({ type: 'dateTime', term: 'prov:endedAtTime', description: 'When it ended.' })
  endedAt!: string | null;

  @Property({ type: 'string', term: 'prov:wasAssociatedWith', description: 'Who ran it.' })
  user!: string | null;

  @Property({ type: 'string', description: 'The script, notebook or project that ran.' })
  sourceName!: string | null;

  @Property({ type: 'string', description: 'What kind of source that is.' })
  sourceType!: string | null;

  @Property({ type: 'string', description: 'The commit of the code.' })
  gitCommit!: string | null;

  @Property({ type: 'string', description: 'The repository of the code.' })
  gitRepository!: string | null;

  @Property({
    type: 'json',
    map: true,
    description: 'What it ran in, by key: interpreter, packages, image, machine.',
  })
  environment!: Record<string, unknown> | null;

  @Property({ type: 'string', description: 'active or deleted, as the tracker says.' })
  lifecycleStage!: string | null;

  @Related({
    relation: 'TRAINED_ON',
    direction: 'out',
    kind: 'Table',
    list: true,
    description: 'The tables it read for training.',
  })
  trainedOn!: Table[];

  @Related({
    relation: 'EVALUATED_ON',
    direction: 'out',
    kind: 'Table',
    list: true,
    description: 'The tables it evaluated on.',
  })
  evaluatedOn!: Table[];

  @Related({
    relation: 'PRODUCED_BY',
    direction: 'in',
    kind: 'MLModelVersion',
    list: true,
    description: 'The versions it made.',
  })
  produced!: MLModelVersion[];

  @Related({
    relation: 'NESTED_IN',
    direction: 'out',
    kind: 'TrainingRun',
    description: 'The run that started it.',
  })
  nestedIn!: TrainingRun | null;
}
