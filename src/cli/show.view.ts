import { tableText } from './table.js';
import pc from 'picocolors';
import '../model/entities.js';
import type { EntityKind } from '../model/entities.js';
import { Entity } from '../model/entity.js';
import { declaredBy, entityDefinitions, type EntityDefinition } from '../model/registry.js';
import { label, printable } from './text.js';

/** What follows from the edges of a kind, beside its own properties. */
const BEHIND_EDGES: Partial<Record<EntityKind, string>> = {
  MLModelService: 'featureTables { id }',
  MLModel: `versions(first: 50) {
      totalCount
      nodes { version algorithm status stage aliases uniqueTags registeredAt deployedBy { name state } metrics { name value text } }
    }
    steps { name description hasAssets parameters }`,
  MLModelVersion: `features { name dataType sources { column { id } stated } }
    hyperParameters { name value }
    metrics { name metricKind datasetName slice value text step measuredAt }
    steps { name description hasAssets parameters }
    artifacts { name mimeType size checksum uploaded }
    trainedOn { id } evaluatedOn { id } predictions { id } run { id status gitCommit } deployedBy { id state }`,
  MLFeature: 'sources { column { id } stated rule by } storedFeatures { id }',
  MLFeatureTable: 'features { name dataType columns { id } } derivedFrom { id } producedBy { id }',
  StoredFeature: 'columns { id } inputs { id }',
  Metric: 'dataset { id }',
  Deployment: 'serves { id }',
  Table: 'columns { name dataType classification } producedBy { id }',
  Pipeline: 'reads { id } writes { id } models { id }',
  TrainingRun: 'trainedOn { id }',
  Dashboard: 'consumes { id } consumesDeployments { id } consumesVersions { id }',
  Application: 'consumes { id } consumesDeployments { id } consumesVersions { id }',
  Team: 'members { id } subteams { id } teams { id }',
  User: 'teams { id }',
  Domain: 'parent { id } children { id }',
  GlossaryTerm: 'parent { id } children { id }',
  Comment: 'about { id }',
};

const SHARED = declaredBy(Entity.prototype).properties;

/** A metric's value is a number where a setting's is a text, and so on: one document cannot have both by one name. */
const RENAMED: Readonly<Record<string, string>> = {
  'Metric.value': 'number: value',
  'Artifact.parent': 'folder: parent',
};

/** All that a kind says itself; its key shows in the id. */
function ownProperties({ kind, key, properties }: EntityDefinition): string {
  return [...properties]
    .filter(([name, { graphql }]) => graphql !== false && !SHARED.has(name) && !key.includes(name))
    .map(([name]) => RENAMED[`${kind}.${name}`] ?? name)
    .join(' ');
}

const fragmentOf = (definition: EntityDefinition): string => {
  const fields = [ownProperties(definition), BEHIND_EDGES[definition.kind] ?? ''].join(' ').trim();
  return fields === '' ? '' : `... on ${definition.kind} { ${fields} }`;
};

export const SHOW_QUERY = `query Show($id: ID!) {
  entity(id: $id) {
    id kind name displayName description sourceUrl createdAt updatedAt since until revision
    tags { name value } owners { name } domain { name } terms { name }
    ${entityDefinitions().map(fragmentOf).filter(Boolean).join('\n    ')}
    comments { writtenAt author text }
  }
}`;

/** Objects that mean nothing to this view: they are shown as they are. */
const JSON_PROPERTIES: ReadonlySet<string> = new Set(
  entityDefinitions().flatMap(({ properties }) =>
    [...properties].filter(([, { type }]) => type === 'json').map(([name]) => name),
  ),
);

type Value = unknown;
export interface ShowData {
  readonly entity: Readonly<Record<string, Value>> | null;
}

/** Lists of things get a table of their own; the rest is one line a property. */
export function showLines({ entity }: ShowData): string[] {
  if (!entity) return ['Nothing is known of it.'];
  const { id, kind, name, versions, ...rest } = entity;
  const tables = TABLES.filter((title) => isListOfMany(rest[title]));
  const properties = Object.entries(rest)
    .filter(([property]) => !tables.includes(property))
    .map(([property, value]) => [property, fieldText(property, value)] as const)
    .filter(([, text]) => text !== '');
  const width = Math.max(...properties.map(([property]) => property.length), 0);
  return [
    `${pc.bold(printable(String(name)))} ${pc.dim(String(kind))}`,
    pc.dim(String(id)),
    '',
    ...properties.map(([property, text]) => `${pc.dim(property.padEnd(width))}  ${text}`),
    ...table('versions', (versions as { nodes?: Value[] } | undefined)?.nodes),
    ...tables.flatMap((title) => table(title, rest[title])),
  ];
}

/** Lists whose things say more than their names. Of a stored feature, `columns` are no more than that. */
const TABLES = ['features', 'hyperParameters', 'metrics', 'steps', 'columns', 'artifacts', 'comments'];

const isListOfMany = (value: Value): boolean =>
  Array.isArray(value) && Object.keys((value[0] ?? {}) as object).length > 1;

function table(title: string, rows: Value): string[] {
  const list = (rows ?? []) as Record<string, Value>[];
  const [first] = list;
  if (!first) return [];
  const head = Object.keys(first).filter((column) =>
    list.some((row) => fieldText(column, row[column]) !== ''),
  );
  const texts = list.map((row) => head.map((column) => fieldText(column, row[column])));
  return ['', pc.bold(title), tableText(head, texts)];
}

function fieldText(field: string, value: Value): string {
  if (value === null || value === undefined || !JSON_PROPERTIES.has(field)) return valueText(value);
  return printable(JSON.stringify(value), 400);
}

function valueText(value: Value): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(valueText).filter(Boolean).join(', ');
  if (typeof value === 'object') return objectText(value as Record<string, Value>);
  return printable(String(value), 400);
}

function objectText(value: Record<string, Value>): string {
  if (typeof value['id'] === 'string')
    return [
      label(value['id']),
      ...Object.entries(value)
        .filter(([key]) => key !== 'id')
        .map(([, item]) => valueText(item)),
    ]
      .filter(Boolean)
      .join(' ');
  if ('column' in value) return [valueText(value['column']), valueText(value['stated'])].join(' ');
  if ('name' in value && ('value' in value || 'text' in value))
    return `${valueText(value['name'])}${value['value'] === null ? '' : `=${valueText(value['value'] ?? value['text'])}`}`;
  return Object.values(value).map(valueText).filter(Boolean).join(' ');
}
