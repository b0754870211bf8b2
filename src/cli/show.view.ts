import Table from 'cli-table3';
import pc from 'picocolors';
import { label, printable } from './text.js';

const COMMON = `id kind name displayName description sourceUrl createdAt updatedAt since until revision
    tags { name value } owners { name } domain { name }`;

export const SHOW_QUERY = `query Show($id: ID!) {
  entity(id: $id) {
    ${COMMON}
    ... on MLModelService { platform endpoint softwareVersion }
    ... on MLModel {
      task lifecycleStage deployedVersions
      versions(first: 50) {
        totalCount
        nodes { version algorithm status stage aliases registeredAt deployedBy { name state } metrics { name value text } }
      }
    }
    ... on MLModelVersion {
      algorithm framework frameworkVersion status stage aliases modelUri registeredAt author
      features { name dataType sources { column { id } stated } }
      hyperParameters { name value }
      metrics { name datasetName value text }
      trainedOn { id } evaluatedOn { id } predictions { id } run { id status gitCommit } deployedBy { id state }
    }
    ... on MLFeature { dataType position sources { column { id } stated rule by } }
    ... on Deployment { state url serves { id } }
    ... on Table { namespace datasetType columns { name dataType } producedBy { id } }
    ... on Column { dataType nullable classification }
    ... on Pipeline { jobType integration lastRunAt reads { id } writes { id } models { id } }
    ... on TrainingRun { status startedAt endedAt user gitCommit trainedOn { id } }
    ... on Dashboard { url lastRefreshedAt consumes { id } }
    ... on Application { url lastRefreshedAt consumes { id } }
  }
}`;

type Value = unknown;
export interface ShowData {
  readonly entity: Readonly<Record<string, Value>> | null;
}

/** Lists of things get a table of their own; the rest is one line a property. */
export function showLines({ entity }: ShowData): string[] {
  if (!entity) return ['Nothing is known of it.'];
  const { id, kind, name, versions, features, hyperParameters, metrics, columns, ...rest } = entity;
  const properties = Object.entries(rest)
    .map(([property, value]) => [property, valueText(value)] as const)
    .filter(([, text]) => text !== '');
  const width = Math.max(...properties.map(([property]) => property.length), 0);
  return [
    `${pc.bold(printable(String(name)))} ${pc.dim(String(kind))}`,
    pc.dim(String(id)),
    '',
    ...properties.map(([property, text]) => `${pc.dim(property.padEnd(width))}  ${text}`),
    ...table('versions', (versions as { nodes?: Value[] } | undefined)?.nodes),
    ...table('features', features),
    ...table('hyperParameters', hyperParameters),
    ...table('metrics', metrics),
    ...table('columns', columns),
  ];
}

function table(title: string, rows: Value): string[] {
  const list = (rows ?? []) as Record<string, Value>[];
  const [first] = list;
  if (!first) return [];
  const head = Object.keys(first).filter((column) => list.some((row) => valueText(row[column]) !== ''));
  const drawn = new Table({ head, style: { head: ['dim'], border: ['dim'] }, wordWrap: true });
  for (const row of list) drawn.push(head.map((column) => valueText(row[column])));
  return ['', pc.bold(title), drawn.toString()];
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
