import { entityId } from '../src/model/entity-id.js';
import type { EntityDocument } from '../src/model/document.js';
import { column, columnId, deployment, SERVICE, table, tableId, version, type Thing } from './documents.js';
import type { Placement } from './placed-graphs.js';

const METRICS = ['auc', 'f1', 'log_loss', 'precision', 'recall'];
const PARAMETERS = ['learning_rate', 'max_depth', 'n_estimators', 'random_state', 'subsample'];
const FEATURES = 10;

export interface PageExtent {
  readonly models: number;
  readonly versions: number;
}

/**
 * Models whose names come before all others, each with versions of 10 features (every fifth of them made from two
 * columns), 5 metrics with a history of 20 points and 5 parameters.
 */
export function placeModels(prefix: string, { models, versions }: PageExtent): Placement {
  const source = `shop.${prefix}_orders`;
  const names = Array.from({ length: FEATURES + 1 }, (_, index) => `c${index}`);
  const things: Thing[] = [table(source), ...names.map((name) => column(source, name))];
  for (let index = 0; index < models; index += 1) {
    const model = `${prefix}_${String(index).padStart(3, '0')}`;
    things.push(modelThing(model));
    for (let number = 1; number <= versions; number += 1) {
      const features = Array.from({ length: FEATURES }, (_, at) => [
        columnId(source, `c${at}`),
        ...(at % 5 === 0 ? [columnId(source, `c${at + 1}`)] : []),
      ]);
      things.push(
        ...version({ model, version: String(number), features, trainedOn: [tableId(source)] }),
        ...figuresOf(model, number),
      );
    }
  }
  return { start: entityId('MLModel', SERVICE, `${prefix}_000`), answers: models, things };
}

/** One model with that many versions, each with a run, 5 of its 8 parameters and 5 of its 8 metrics asked for. */
export function placeVersions(model: string, versions: number): Placement {
  const source = `shop.${model}_orders`;
  const things: Thing[] = [table(source), column(source, 'c0'), modelThing(model)];
  for (let number = 1; number <= versions; number += 1) {
    things.push(
      ...version({
        ...{ model, version: String(number), trainedOn: [tableId(source)], run: true },
        features: [[columnId(source, 'c0')]],
      }),
      ...figuresOf(model, number, ['fit_seconds', 'loss', 'score'], ['gamma', 'min_child_weight', 'seed']),
    );
    const served = entityId('MLModelVersion', SERVICE, model, String(number));
    if (number % 50 === 0) things.push(deployment(`${model}-${number}`, served));
  }
  return { start: entityId('MLModel', SERVICE, model), answers: versions, things };
}

export const ASKED = { metrics: METRICS, parameters: PARAMETERS } as const;

const modelThing = (model: string): Thing => {
  const document: EntityDocument = { kind: 'MLModel', service: SERVICE, model };
  return { id: entityId('MLModel', SERVICE, model), edges: [], document };
};

const POINTS = 20;

function figuresOf(
  model: string,
  number: number,
  moreMetrics: readonly string[] = [],
  moreParameters: readonly string[] = [],
): Thing[] {
  const key = { service: SERVICE, model, version: String(number) };
  const metrics = [...METRICS, ...moreMetrics].map((metric, index): Thing => {
    const value = 0.5 + ((number * 7 + index * 13) % 499) / 1000;
    const points = Array.from({ length: POINTS }, (_, step) => step);
    const document: EntityDocument = {
      ...{ kind: 'Metric', ...key, metric, datasetName: '', slice: '', value, step: POINTS - 1 },
      seriesSteps: points,
      seriesTimes: points.map((step) => 1_700_000_000_000 + step * 1000),
      seriesValues: points.map((step) => (value * (step + 1)) / POINTS),
    };
    return {
      id: entityId('Metric', SERVICE, model, key.version, metric, '', ''),
      edges: [],
      document,
    };
  });
  const parameters = [...PARAMETERS, ...moreParameters].map((parameter, index): Thing => {
    const value = (number * 3 + index) % 100;
    return {
      id: entityId('HyperParameter', SERVICE, model, key.version, parameter),
      edges: [],
      document: {
        ...{ kind: 'HyperParameter', ...key, parameter, value: String(value), number: value },
      },
    };
  });
  return [...metrics, ...parameters];
}
