import { EntityType, Property, Related } from './decorators.js';
import { Entity, NAME } from './entity.js';
import type { Artifact } from './artifact.entity.js';
import type { Deployment } from './deployment.entity.js';
import type { MLFeature } from './ml-feature.entity.js';
import type { MLModel } from './ml-model.entity.js';
import type { ModelStep } from './model-step.entity.js';
import { STAGE_TRANSITIONS, STATUS_TRANSITIONS } from './states.js';
import type { Table } from './table.entity.js';
import type { TrainingRun } from './training-run.entity.js';

/** Algorithm, features, metrics, training data and deployed state belong to the version, not to the model. */
@EntityType('MLModelVersion', {
  key: ['service', 'model', 'version'],
  nameFrom: 'version',
  description: 'One version of a model, trained once and never changed.',
  parent: { kind: 'MLModel', relation: 'HAS_VERSION', key: ['service', 'model'] },
  classes: ['it6:MachineLearningModel', 'mls:Model', 'fair4ml:MLModel', 'prov:Entity'],
})
export class MLModelVersion extends Entity {
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
    description: 'The model, by the name its registry gives.',
  })
  @Related({
    relation: 'HAS_VERSION',
    direction: 'in',
    kind: 'MLModel',
    required: true,
    description: 'The model it is a version of.',
  })
  model!: MLModel;

  @Property({ ...NAME, immutable: true })
  declare name: string;

  @Property({
    type: 'string',
    required: true,
    term: 'dcat:version',
    maxLength: 1_000,
    description: 'The version, as its registry numbers it.',
    immutable: true,
  })
  version!: string;

  @Property({
    type: 'string',
    term: 'it6:modelArchitecture',
    description: 'The learning algorithm, as the framework names its class.',
  })
  algorithm!: string | null;

  @Property({
    type: 'string',
    description: 'The library that made it, such as PyTorch, TensorFlow, ONNX, scikit-learn or XGBoost.',
    immutable: true,
  })
  framework!: string | null;

  @Property({ type: 'string', description: 'The version of that library.' })
  frameworkVersion!: string | null;

  @Property({
    type: 'string',
    description: `How far it has come: ${Object.keys(STATUS_TRANSITIONS).join(', ')}; or in the words of its source, such as READY.`,
    curated: STATUS_TRANSITIONS,
  })
  status!: string | null;

  @Property({
    type: 'string',
    description: `What it is held fit for: ${Object.keys(STAGE_TRANSITIONS).join(', ')}; or in the words of its source, such as Production.`,
    curated: STAGE_TRANSITIONS,
  })
  stage!: string | null;

  @Property({
    type: 'string',
    list: true,
    description: 'Names that sit on one version of a model at a time, such as champion.',
  })
  aliases!: string[];

  @Property({
    type: 'string',
    list: true,
    maxLength: 1_000,
    description: 'Tags that sit on one version of a model at a time, where its tracker keeps such.',
  })
  uniqueTags!: string[];

  @Property({
    type: 'string',
    description: 'How clients load it: `models:/name/version`.',
  })
  modelUri!: string | null;

  @Property({
    type: 'json',
    description: 'Inputs, outputs and parameters with their types, as the registry has them.',
  })
  signature!: unknown;

  @Property({
    type: 'string',
    description: 'Where its files lie, as the registry says. Never fetched by the catalog.',
  })
  artifactUri!: string | null;

  @Property({ type: 'dateTime', term: 'dct:issued', description: 'When it was registered.' })
  registeredAt!: string | null;

  @Property({ type: 'string', term: 'dct:creator', description: 'Who registered it.' })
  author!: string | null;

  @Property({ type: 'string', description: 'The id of the run that made it, at its source.' })
  runId!: string | null;

  @Property({ type: 'string', description: 'What it predicts.' })
  target!: string | null;

  @Property({ type: 'json', map: true, description: 'What else is recorded of it, by key.' })
  metadata!: Record<string, unknown> | null;

  @Related({
    relation: 'USES_FEATURE',
    direction: 'out',
    kind: 'MLFeature',
    list: true,
    description: 'The inputs it takes.',
  })
  features!: MLFeature[];

  @Related({
    relation: 'TRAINED_ON',
    direction: 'out',
    kind: 'Table',
    list: true,
    description: 'The tables it was trained on.',
  })
  trainedOn!: Table[];

  @Related({
    relation: 'EVALUATED_ON',
    direction: 'out',
    kind: 'Table',
    list: true,
    description: 'The tables its metrics were computed on.',
  })
  evaluatedOn!: Table[];

  @Related({
    relation: 'PREDICTED_BY',
    direction: 'in',
    kind: 'Table',
    list: true,
    description: 'The tables that hold its predictions.',
  })
  predictions!: Table[];

  @Related({
    relation: 'PRODUCED_BY',
    direction: 'out',
    kind: 'TrainingRun',
    description: 'The run that made it.',
  })
  run!: TrainingRun | null;

  @Related({
    relation: 'SERVES',
    direction: 'in',
    kind: 'Deployment',
    list: true,
    description: 'The deployments that answer with it.',
  })
  deployedBy!: Deployment[];

  @Related({
    relation: 'FINE_TUNED_FROM',
    direction: 'out',
    kind: 'MLModelVersion',
    list: true,
    description: 'The versions its training started from.',
  })
  fineTunedFrom!: MLModelVersion[];

  @Related({
    relation: 'HAS_ARTIFACT',
    direction: 'out',
    kind: 'Artifact',
    list: true,
    description: 'Its files.',
  })
  artifacts!: Artifact[];

  @Related({
    relation: 'HAS_STEP',
    direction: 'out',
    kind: 'ModelStep',
    list: true,
    description: 'The steps of the pipeline that makes it, in order.',
  })
  steps!: ModelStep[];
}
