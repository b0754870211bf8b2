import { EntityType, Property, Related } from './decorators.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import type { Table } from './table.entity.js';
import { VersionPart } from './version-part.js';

@EntityType('Metric', {
  key: ['service', 'model', 'version', 'metric', 'datasetName', 'slice'],
  nameFrom: 'metric',
  description:
    'A figure measured on a version, with its history: how good it is, how fair, what counts in it, how it drifts.',
  parent: { kind: 'MLModelVersion', relation: 'HAS_METRIC', key: ['service', 'model', 'version'] },
  classes: ['mls:ModelEvaluation', 'dqv:QualityMeasurement', 'prov:Entity'],
})
export class Metric extends VersionPart {
  @Related({
    relation: 'HAS_METRIC',
    direction: 'in',
    kind: 'MLModelVersion',
    required: true,
    description: 'The version it belongs to.',
  })
  version!: MLModelVersion;

  @Property({
    type: 'string',
    required: true,
    term: 'mls:specifiedBy',
    maxLength: 1_000,
    description: 'Its name, such as auc.',
  })
  metric!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'The data it was measured on, by the name its tracker gives; empty where none is named.',
  })
  datasetName!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'The part of that data (a group, say); empty for the whole.',
  })
  slice!: string;

  @Related({
    relation: 'EVALUATED_ON',
    direction: 'out',
    kind: 'Table',
    description: 'The table that holds that data, where it is known.',
  })
  dataset!: Table | null;

  @Property({
    type: 'string',
    description:
      'What sort of figure it is: performance, fairness, feature-importance, shap, drift, data-quality and so on. The slice says of which group or feature.',
  })
  metricKind!: string | null;

  @Property({
    type: 'float',
    term: 'dqv:value',
    description: 'The last value; null where it is not a finite number, but a text or bytes.',
  })
  value!: number | null;

  @Property({
    type: 'string',
    maxLength: 100_000,
    description: 'The last value as text, where it is a text or not a finite number (NaN, Infinity).',
  })
  text!: string | null;

  @Property({
    type: 'bytes',
    maxLength: 1_400_000,
    description: 'The last value in base64 where it is bytes, such as a picture; at most about 1 MB.',
  })
  bytes!: string | null;

  @Property({ type: 'string', description: 'The unit of the value, where the source has one.' })
  unit!: string | null;

  @Property({ type: 'long', description: 'The step of the last value; null where its tracker counts none.' })
  step!: number | null;

  @Property({
    type: 'dateTime',
    term: 'prov:generatedAtTime',
    description: 'When the last value was logged.',
  })
  measuredAt!: string | null;

  @Property({
    type: 'long',
    list: true,
    graphql: false,
    history: false,
    description: 'Steps of the history, in order; empty where its tracker counts none.',
  })
  seriesSteps!: number[];

  @Property({
    type: 'long',
    list: true,
    graphql: false,
    history: false,
    description: 'Wall clock of each point, in milliseconds since 1970.',
  })
  seriesTimes!: number[];

  @Property({
    type: 'float',
    list: true,
    graphql: false,
    history: false,
    description: 'Value of each point; NaN where it is a text.',
  })
  seriesValues!: number[];

  @Property({
    type: 'string',
    list: true,
    graphql: false,
    history: false,
    maxLength: 100_000,
    description:
      'Text of each point, where the values are texts (or bytes, in base64); empty where they are numbers.',
  })
  seriesTexts!: string[];
}
