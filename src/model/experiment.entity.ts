import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { MLModelService } from './ml-model-service.entity.js';
import type { TrainingRun } from './training-run.entity.js';

@EntityType('Experiment', {
  key: ['service', 'experiment'],
  nameFrom: 'experiment',
  description: 'A folder of runs in a tracker.',
  parent: { kind: 'MLModelService', relation: 'HAS_EXPERIMENT', key: ['service'] },
  classes: ['mls:Experiment', 'prov:Entity'],
})
export class Experiment extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  @Related({
    relation: 'HAS_EXPERIMENT',
    direction: 'in',
    kind: 'MLModelService',
    required: true,
    description: 'The service it is in.',
  })
  service!: MLModelService;

  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its id at its tracker.' })
  experiment!: string;

  @Property({
    type: 'string',
    description: 'The space within its tracker that it belongs to: a project or workspace.',
  })
  namespace!: string | null;

  @Property({
    type: 'string',
    description: 'What its models are to do: classification, regression and so on.',
    curated: true,
  })
  task!: string | null;

  @Property({
    type: 'json',
    map: true,
    description: 'What else is recorded of it, by key.',
    curated: true,
  })
  metadata!: Record<string, unknown> | null;

  @Property({ type: 'string', description: 'active or deleted, as the tracker says.' })
  lifecycleStage!: string | null;

  @Property({ type: 'string', description: 'Where its runs keep their files.' })
  artifactUri!: string | null;

  @Related({
    relation: 'HAS_RUN',
    direction: 'out',
    kind: 'TrainingRun',
    list: true,
    description: 'Its runs.',
  })
  runs!: TrainingRun[];
}
