import { EntityType, Property, Related } from './decorators.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import { VersionPart } from './version-part.js';

@EntityType('Metric', {
  key: ['service', 'model', 'version', 'metric', 'datasetName', 'slice'],
  nameFrom: 'metric',
  description: 'A figure measured on a version, with its history.',
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

  @Property({
    type: 'float',
    term: 'dqv:value',
    description: 'The last value; null where it is not a finite number.',
  })
  value!: number | null;

  @Property({
    type: 'string',
    description: 'The last value as text where it is not a finite number (NaN, Infinity).',
  })
  text!: string | null;

  @Property({ type: 'string', description: 'The unit of the value, where the source has one.' })
  unit!: string | null;

  @Property({ type: 'long', description: 'The step of the last value.' })
  step!: number | null;

  @Property({
    type: 'dateTime',
    term: 'prov:generatedAtTime',
    description: 'When the last value was logged.',
  })
  measuredAt!: string | null;

  @Property({ type: 'long', list: true, graphql: false, description: 'Steps of the history, in order.' })
  seriesSteps!: number[];

  @Property({
    type: 'long',
    list: true,
    graphql: false,
    description: 'Wall clock of each point, in milliseconds since 1970.',
  })
  seriesTimes!: number[];

  @Property({ type: 'float', list: true, graphql: false, description: 'Value of each point.' })
  seriesValues!: number[];
}
