import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { MLModelService } from './ml-model-service.entity.js';
import { SCHEDULE_TRANSITIONS, STAGE_TRANSITIONS, STATUS_TRANSITIONS } from './states.js';

@EntityType('MLModel', {
  key: ['service', 'model'],
  nameFrom: 'model',
  description: 'A registered model: the family of its versions.',
  parent: { kind: 'MLModelService', relation: 'HAS_MODEL', key: ['service'] },
  classes: ['dcat:Resource', 'prov:Entity'],
})
export class MLModel extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  @Related({
    relation: 'HAS_MODEL',
    direction: 'in',
    kind: 'MLModelService',
    required: true,
    description: 'The service it is registered in.',
  })
  service!: MLModelService;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'The model, by the name its registry gives.',
  })
  model!: string;

  @Property({
    type: 'string',
    description: 'The space within its service that it belongs to: a project, workspace or catalog.',
  })
  namespace!: string | null;

  @Property({
    type: 'string',
    term: 'fair4ml:mlTask',
    description: 'What it does: classification, regression, detection, segmentation and so on.',
    curated: true,
  })
  task!: string | null;

  @Property({
    type: 'string',
    description: 'The family of algorithms it is built on: custom, ResNet, BERT, YOLO and so on.',
    curated: true,
  })
  modelType!: string | null;

  @Property({
    type: 'string',
    term: 'dct:license',
    maxLength: 1_000,
    description:
      'What it may be used under: an SPDX id or expression, `proprietary`, or another by its name.',
    curated: true,
  })
  license!: string | null;

  @Property({ type: 'boolean', description: 'Whether anybody may use it.', curated: true })
  publicAccess!: boolean | null;

  @Property({ type: 'string', term: 'dct:creator', description: 'Who made it.' })
  author!: string | null;

  @Property({
    type: 'string',
    description: `How far it has come: ${Object.keys(STATUS_TRANSITIONS).join(', ')}; or in the words of its source.`,
    curated: STATUS_TRANSITIONS,
  })
  status!: string | null;

  @Property({
    type: 'string',
    description: `What it is held fit for: ${Object.keys(STAGE_TRANSITIONS).join(', ')}; or in the words of its source.`,
    curated: STAGE_TRANSITIONS,
  })
  stage!: string | null;

  @Property({ type: 'boolean', description: 'Whether it is meant to be deployed.', curated: true })
  toBeDeployed!: boolean | null;

  @Property({
    type: 'string',
    term: 'dcat:version',
    description: 'The version of the definition that says how it is made, as its platform numbers it.',
  })
  definitionVersion!: string | null;

  @Property({ type: 'string', description: 'What starts its pipeline, such as Airflow.', curated: true })
  scheduler!: string | null;

  @Property({
    type: 'string',
    description: `Whether that schedule runs: ${Object.keys(SCHEDULE_TRANSITIONS).join(', ')}; or in the words of its source.`,
    curated: SCHEDULE_TRANSITIONS,
  })
  scheduleStatus!: string | null;

  @Property({ type: 'string', description: 'Where its files lie.', curated: true })
  assetsRoot!: string | null;

  @Property({ type: 'string', description: 'The folder of its files below that root.', curated: true })
  assetsDirectory!: string | null;

  @Property({
    type: 'json',
    map: true,
    description: 'What its training is run with, by parameter.',
    curated: true,
  })
  trainingParameters!: Record<string, unknown> | null;

  @Property({
    type: 'json',
    map: true,
    description: 'What its inference is run with, by parameter.',
    curated: true,
  })
  inferenceParameters!: Record<string, unknown> | null;

  @Property({
    type: 'json',
    map: true,
    description: 'What else is recorded of it, by key.',
    curated: true,
  })
  metadata!: Record<string, unknown> | null;

  @Property({ type: 'string', graphql: false, description: 'The newest version, by the registry.' })
  latestVersion!: string | null;

  @Property({ type: 'string', list: true, description: 'The versions that an alias in service points to.' })
  deployedVersions!: string[];
}
