import { entityId } from '../../model/entity-id.js';
import type { Draft, Drafted } from './draft.js';
import type { ForeignNode } from './graph.js';
import { takeMetric } from './measurements.js';
import { linkTables, takeFeature } from './models.js';
import { dct, foaf, it6, localName, mls, prov, rdfs } from './terms.js';
import { labelOf, links, named, numberOf, text, texts, time } from './values.js';

const INPUTS = [mls('hasInput'), prov('used')];
const OUTPUTS = [mls('hasOutput'), prov('generated')];

/** Takes an activity that makes models for a run. */
export function takeRun(draft: Draft, node: ForeignNode): Drafted | undefined {
  const identifier = text(draft, node, dct('identifier'));
  const name = identifier ?? (node.blank ? labelOf(draft, node) : localName(node.id));
  if (!name) {
    draft.keep(node, undefined, 'nothing names it: give it an IRI or an identifier');
    return undefined;
  }
  return draft.thing(node, 'TrainingRun', [draft.serviceFor('runs'), name]);
}

/** The experiments that hold runs. */
export function takeExperiments(draft: Draft): void {
  for (const node of draft.graph.ofClass(mls('Experiment'), mls('Study'))) {
    const parts = draft.graph.things(node, mls('hasPart'), dct('hasPart'));
    const runs = parts.flatMap((part) => draft.madeOf(part, 'TrainingRun'));
    if (runs.length === 0) {
      draft.keep(node, undefined, 'holds no run of this document');
      continue;
    }
    const name = node.blank ? labelOf(draft, node) : localName(node.id);
    const made = name ? draft.thing(node, 'Experiment', [draft.serviceFor('experiments'), name]) : undefined;
    if (!made) continue;
    draft.say(made, {
      description: text(draft, node, dct('description'), rdfs('comment')),
      displayName: text(draft, node, dct('title'), rdfs('label')),
    });
    for (const run of runs) draft.say(run, { experiment: name });
  }
}

/** What a run read and made: its data, its parameters, its models and how well they do. */
export function describeRun(draft: Draft, run: Drafted): void {
  const { node } = run;
  const { graph } = draft;
  const versions = producedBy(draft, node);
  draft.say(run, {
    displayName: text(draft, node, dct('title'), rdfs('label')),
    description: text(draft, node, dct('description'), rdfs('comment')),
    startedAt: time(draft, node, prov('startedAtTime')),
    endedAt: time(draft, node, prov('endedAtTime')),
    user: texts(draft, node, prov('wasAssociatedWith'), it6('hasUploader'))[0],
    sourceName: texts(draft, node, mls('executes'), it6('hasFlow')).map(named).join(', '),
    sourceUrl: links(draft, node, foaf('page'))[0],
  });
  const algorithm = texts(draft, node, mls('realizes')).map(named).join(', ');
  const task = texts(draft, node, mls('achieves'), it6('hasTask')).map(named)[0];
  for (const version of versions) {
    draft.link(version, 'PRODUCED_BY', run.id);
    draft.say(version, { algorithm });
    sayTask(draft, version, task);
  }
  for (const input of INPUTS)
    for (const thing of graph.things(node, input)) takeInput(draft, run, versions, thing, input);
  for (const parameter of graph.things(node, it6('hasParameter'))) takeParameter(draft, versions, parameter);
  for (const output of OUTPUTS)
    for (const thing of graph.things(node, output)) {
      if (versions.some((version) => version.node === thing)) continue;
      if (isMeasurement(thing))
        forEach(draft, versions, thing, (version) => takeMetric(draft, version, thing));
      else draft.keep(node, output, `${thing.id} is neither a model nor a measurement`);
    }
  for (const evaluation of graph.things(node, it6('hasEvaluation')))
    forEach(draft, versions, evaluation, (version) => takeMetric(draft, version, evaluation));
}

function sayTask(draft: Draft, { key }: Drafted, task: string | undefined): void {
  const { service = '', model = '' } = key;
  const family = draft.made(entityId('MLModel', service, model));
  if (family) draft.say(family, { task });
}

/** The versions that an activity made, whichever end says so. */
export function producedBy(draft: Draft, activity: ForeignNode): Drafted[] {
  const made = [
    ...draft.graph.things(activity, ...OUTPUTS),
    ...draft.graph.pointingAt(activity, prov('wasGeneratedBy'), mls('wasGeneratedBy')),
  ];
  return [...new Set(made.flatMap((thing) => draft.madeOf(thing, 'MLModelVersion')))];
}

const isMeasurement = (node: ForeignNode): boolean =>
  node.isA(mls('ModelEvaluation'), it6('Evaluation')) ||
  (node.has(mls('specifiedBy')) && node.has(mls('hasValue')));

function takeInput(
  draft: Draft,
  run: Drafted,
  versions: readonly Drafted[],
  thing: ForeignNode,
  property: string,
): void {
  if (thing.isA(mls('HyperParameterSetting'))) return takeParameter(draft, versions, thing);
  if (thing.isA(mls('Feature'), it6('Feature')) && draft.madeOf(thing, 'Column').length === 0)
    return forEach(draft, versions, thing, (version) => takeFeature(draft, version, thing));
  if (draft.madeOf(thing, 'Table').length > 0) return linkTables(draft, run, 'TRAINED_ON', thing, property);
  draft.keep(run.node, property, `${thing.id} is neither data nor a parameter of this document`);
}

function takeParameter(draft: Draft, versions: readonly Drafted[], node: ForeignNode): void {
  const [definition] = draft.graph.things(node, mls('specifiedBy'));
  const name = (definition && labelOf(draft, definition)) || labelOf(draft, node);
  const value = text(draft, node, mls('hasValue'), it6('value'));
  if (!name || value === undefined) {
    draft.keep(node, undefined, 'is a parameter without a name or a value');
    return;
  }
  forEach(draft, versions, node, ({ key: { service = '', model = '', version = '' } }) => {
    // Runs that were tried with the same setting share its node.
    const made = draft.thing(node, 'HyperParameter', [service, model, version, name], true);
    if (made) draft.say(made, { value, number: numberOf(value) });
  });
}

/** What belongs to a version needs one. */
function forEach(
  draft: Draft,
  versions: readonly Drafted[],
  node: ForeignNode,
  take: (version: Drafted) => void,
): void {
  if (versions.length === 0)
    draft.keep(node, undefined, 'belongs to a run that made no model of this document');
  for (const version of versions) take(version);
}
