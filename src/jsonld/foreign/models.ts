import type { Draft, Drafted } from './draft.js';
import type { ForeignNode } from './graph.js';
import { isLink, isName, tableName } from './names.js';
import { dcat, dct, fair4ml, hw, it6, localName, mls, prov, rdfs, schema } from './terms.js';
import { commonFacts, labelOf, links, mediaType, named, text, texts, time } from './values.js';

/** The version of a model that tells none. */
const UNVERSIONED = 'unversioned';
const VERSION = [dcat('version'), schema('version'), schema('softwareVersion')];
const FAMILY = [dcat('isVersionOf'), dct('isVersionOf')];

/** Takes a described model for a version of the model of its title. */
export function takeModel(draft: Draft, node: ForeignNode): Drafted | undefined {
  const service = draft.serviceFor('models');
  const [family] = draft.graph.things(node, ...FAMILY);
  const title = text(draft, node, dct('title'), schema('name'), rdfs('label'));
  const name =
    (family && labelOf(draft, family)) ||
    title ||
    labelOf(draft, node) ||
    text(draft, node, dct('identifier'));
  if (!name) {
    draft.keep(node, undefined, 'nothing names it: give it a title or an IRI');
    return undefined;
  }
  const version = text(draft, node, ...VERSION) ?? UNVERSIONED;
  const drafted = draft.thing(node, 'MLModelVersion', [service, name, version]);
  if (!drafted) return undefined;
  const model = draft.thing(family ?? node, 'MLModel', [service, name], true);
  if (model) describeFamily(draft, model, node, family);
  if (title !== undefined && title !== name) draft.say(drafted, { displayName: title });
  return drafted;
}

/** What the versions of a model share. */
function describeFamily(
  draft: Draft,
  model: Drafted,
  node: ForeignNode,
  family: ForeignNode | undefined,
): void {
  if (family) draft.say(model, commonFacts(draft, family));
  draft.say(model, {
    task: [...texts(draft, node, fair4ml('mlTask')), ...texts(draft, node, it6('hasTaskType'))]
      .map(named)
      .join(', '),
    license: licence(draft, node),
    author: text(draft, node, dct('creator'), schema('author'), it6('hasUploader'), fair4ml('sharedBy')),
  });
}

function licence(draft: Draft, node: ForeignNode): string | undefined {
  const found = text(draft, node, dct('license'), schema('license'));
  const spdx = /^https?:\/\/spdx\.org\/licenses\/([^/?#]+?)(?:\.(?:html|json|txt))?$/.exec(found ?? '');
  return spdx?.[1] ?? found;
}

const DATA: readonly (readonly [string, 'TRAINED_ON' | 'EVALUATED_ON', string?])[] = [
  [it6('trainedOn'), 'TRAINED_ON'],
  [fair4ml('trainedOn'), 'TRAINED_ON'],
  [it6('testedOn'), 'EVALUATED_ON'],
  [fair4ml('testedOn'), 'EVALUATED_ON'],
  [fair4ml('evaluatedOn'), 'EVALUATED_ON'],
  [it6('validatedOn'), 'EVALUATED_ON', 'validated on it'],
  [fair4ml('validatedOn'), 'EVALUATED_ON', 'validated on it'],
];

/** Everything that a version says of itself, its files, its data and the model that it was made from. */
export function describeModel(draft: Draft, version: Drafted): void {
  const { node } = version;
  const facts = commonFacts(draft, node);
  const identifier = text(draft, node, dct('identifier'), schema('identifier'));
  draft.say(version, {
    ...facts,
    description: facts['description'] ?? text(draft, node, it6('shortDescription')),
    sourceUrl: facts['sourceUrl'] ?? [identifier ?? '', node.id].find(isLink),
    algorithm: texts(draft, node, it6('modelArchitecture'), fair4ml('modelCategory')).map(named).join(', '),
    framework: texts(draft, node, it6('hasMachineLearningLibrary')).map(named).join(', '),
    registeredAt: time(draft, node, dct('issued'), it6('releaseDate'), schema('datePublished')),
    author: text(draft, node, dct('creator'), schema('author'), it6('hasUploader')),
  });
  for (const [property, type, reason] of DATA)
    for (const data of draft.graph.things(node, property))
      linkTables(draft, version, type, data, property, reason);
  for (const property of [it6('fineTunedFrom'), fair4ml('fineTunedFrom')])
    for (const other of draft.graph.things(node, property)) {
      const [made] = draft.madeOf(other, 'MLModelVersion');
      if (made) draft.link(version, 'FINE_TUNED_FROM', made.id);
      else
        draft.keep(
          node,
          property,
          `${other.id} is no model of this document, so that its version is not known`,
        );
    }
  for (const file of draft.graph.things(node, it6('hasFile'))) takeFile(draft, version, file);
  for (const feature of draft.graph.things(node, it6('hasFeature'), hw('usesFeature')))
    takeFeature(draft, version, feature);
  for (const table of draft.graph.things(node, it6('hasPrediction'))) {
    const [made] = draft.madeOf(table, 'Table');
    if (made) draft.link(made, 'PREDICTED_BY', version.id);
    else draft.keep(table, undefined, 'is a prediction that is no dataset');
  }
  const rest = remaining(draft, node, identifier);
  draft.say(version, { metadata: Object.keys(rest).length > 0 ? rest : undefined });
}

/** Joins a version or run to the table, or to the tables of the data set, that it was made or tried with. */
export function linkTables(
  draft: Draft,
  from: Drafted,
  type: 'TRAINED_ON' | 'EVALUATED_ON',
  data: ForeignNode,
  property: string,
  reason?: string,
): void {
  const made = draft.madeOf(data, 'Table').map(({ id }) => id);
  // What the document does not describe is still a data set, because the relation says so.
  const isNamed = !draft.isTaken(data) && !data.blank && isName(data.id);
  const tables = made.length === 0 && isNamed ? [draft.mention(data, 'Table', tableName(data.id))] : made;
  for (const id of tables) draft.link(from, type, id, reason === undefined ? {} : { reason });
  if (tables.length === 0)
    draft.keep(from.node, property, `${data.id} is no table of this document, and its name is not known`);
}

function takeFile(draft: Draft, version: Drafted, file: ForeignNode): void {
  const { service = '', model = '', version: number = '' } = version.key;
  const title = text(draft, file, dct('title'), schema('name'));
  const identifier = text(draft, file, dct('identifier'));
  const [uri] = links(draft, file, it6('url'), dcat('downloadURL'), schema('contentUrl'));
  const path = title ?? identifier ?? (uri === undefined ? labelOf(draft, file) : localName(uri));
  const made = draft.thing(file, 'Artifact', [service, model, number, path]);
  if (!made) return;
  draft.say(made, {
    artifactId: identifier,
    uri,
    mimeType: mediaType(text(draft, file, dct('format'), dcat('mediaType'))),
  });
}

/** What a model takes as an input. */
export function takeFeature(draft: Draft, version: Drafted, node: ForeignNode): void {
  const { service = '', model = '', version: number = '' } = version.key;
  const feature = draft.thing(node, 'MLFeature', [service, model, number, labelOf(draft, node)]);
  if (!feature) return;
  draft.say(feature, {
    description: text(draft, node, dct('description')),
    dataType: texts(draft, node, dct('type'), mls('hasDataType')).map(named)[0],
  });
  draft.link(version, 'USES_FEATURE', feature.id);
}

const OWN = [it6(''), fair4ml('')];
const isOwn = (property: string): boolean =>
  property === dct('type') || OWN.some((namespace) => property.startsWith(namespace));
/** What is said of the things at these ends elsewhere. */
const ELSEWHERE = new Set([
  prov('wasGeneratedBy'),
  prov('wasDerivedFrom'),
  it6('hasBenchmark'),
  fair4ml('hasEvaluation'),
]);

/** What the vocabularies of models have words for and the catalog has no place of its own, by their words. */
function remaining(draft: Draft, node: ForeignNode, identifier: string | undefined): Record<string, unknown> {
  const found: Record<string, unknown> = identifier === undefined ? {} : { identifier };
  for (const property of node.unread().sort()) {
    if (ELSEWHERE.has(property) || !isOwn(property)) continue;
    const values = texts(draft, node, property);
    found[localName(property)] = values.length === 1 ? values[0] : values;
  }
  return found;
}
