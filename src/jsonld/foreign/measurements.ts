import type { Draft, Drafted } from './draft.js';
import type { ForeignNode } from './graph.js';
import { dct, dqv, fair4ml, it6, mls, schema } from './terms.js';
import { labelOf, numberOf, text } from './values.js';

const MEASURES = [mls('specifiedBy'), dqv('isMeasurementOf'), it6('hasEvaluationMeasure'), dct('type')];
const VALUES = [mls('hasValue'), dqv('value'), it6('value'), schema('value')];

/** What says how well a version does, wherever the document hangs it. */
export function takeMeasurements(draft: Draft, version: Drafted): void {
  const { graph } = draft;
  const own = [
    ...graph.things(version.node, dqv('hasQualityMeasurement'), it6('hasEvaluation'), mls('hasQuality')),
    ...graph.pointingAt(version.node, dqv('computedOn')),
  ];
  for (const node of own) takeMetric(draft, version, node);
  for (const evaluation of graph.things(version.node, fair4ml('hasEvaluation')))
    for (const node of graph.things(evaluation, fair4ml('evaluationResults')))
      takeMetric(draft, version, node);
}

export function takeMetric(draft: Draft, version: Drafted, node: ForeignNode): void {
  const { service = '', model = '', version: number = '' } = version.key;
  const [measure] = draft.graph.things(node, ...MEASURES);
  const name = (measure && labelOf(draft, measure)) || labelOf(draft, node);
  const value = text(draft, node, ...VALUES);
  if (!name || value === undefined) {
    draft.keep(node, undefined, 'is a measurement without a measure or a value');
    return;
  }
  const metric = draft.thing(node, 'Metric', [service, model, number, name, '', '']);
  if (!metric) return;
  const figure = numberOf(value);
  draft.say(metric, figure === undefined ? { text: value } : { value: figure });
  draft.say(metric, {
    description: text(draft, node, dct('description')),
    unit: text(draft, node, schema('unitText')),
  });
}
