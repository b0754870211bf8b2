import type { Card } from '../card.js';
import { featureLine } from '../feature-words.js';
import { textOf, textsOf } from '../text.js';
import type { Json } from '../json.js';

/** What has no field in CycloneDX, under a name of ours; nothing for what is not known. */
export function property(name: string, value: unknown): Json[] {
  const text = textOf(value);
  return text === undefined ? [] : [{ name: `headwater:${name}`, value: text }];
}

const OF_VERSION = [
  ...['framework', 'frameworkVersion', 'status', 'stage', 'target', 'modelUri', 'registeredAt'],
] as const;

export function versionProperties(card: Card): Json[] {
  const { version, model, evidence, uses } = card.file;
  return [
    ...property('id', card.id),
    ...OF_VERSION.flatMap((name) => property(name, version[name])),
    ...['aliases', 'uniqueTags'].flatMap((name) =>
      textsOf(version[name]).flatMap((value) => property(name, value)),
    ),
    ...card.owners.flatMap(({ name }) => property('owner', name)),
    ...property('domain', version['domain'] ?? model?.['domain']),
    ...evidence.runs.flatMap((run) => property('trainingRun', run.id)),
    ...evidence.runs.flatMap((run) => property('gitCommit', run['gitCommit'])),
    ...evidence.servedBy.flatMap(({ deployment }) =>
      property('servedBy', `${deployment.id} ${textOf(deployment['state']) ?? ''}`.trim()),
    ),
    ...uses
      .filter(({ type }) => type === 'PREDICTED_BY')
      .flatMap(({ downstream }) => property('predictions', downstream)),
  ];
}

/** What the training was run with and what the version takes: fields of a model card know neither by name. */
export function cardProperties({ file, outputs }: Card): Json[] {
  const { parameters, features } = file.evidence;
  return [
    ...parameters.flatMap((parameter) => property(`parameter:${parameter.name}`, parameter['value'])),
    ...features.flatMap((one) => property(`feature:${one.feature.name}`, featureLine(one))),
    ...outputs.flatMap(({ name, type }) => (name === undefined ? [] : property(`output:${name}`, type))),
  ];
}
