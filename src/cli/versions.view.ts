import Table from 'cli-table3';
import pc from 'picocolors';
import { badInput } from '../errors.js';
import { counted, label, printable } from './text.js';

export const VERSIONS_QUERY = `query Versions(
  $model: ID!, $parameters: [String!], $metrics: [String!], $orderBy: VersionTableOrderInput, $first: Int, $after: String
) {
  entity(id: $model) {
    id kind
    ... on MLModel {
      versionTable(parameters: $parameters, metrics: $metrics, orderBy: $orderBy, first: $first, after: $after) {
        nodes {
          id version displayName registeredAt lastModified deployed modelUri link stage status aliases algorithm framework
          deployments { id name state link }
          run { id name link }
          parameters { column text value unit }
          metrics { column text value unit }
        }
        pageInfo { hasNextPage endCursor }
        totalCount parameterNames metricNames
      }
    }
  }
}`;

interface CellData {
  readonly text: string;
  readonly value: number | null;
  readonly unit: string | null;
}

interface RowData {
  readonly version: string;
  readonly registeredAt: string | null;
  readonly deployed: boolean;
  readonly deployments: readonly { readonly name: string; readonly state: string | null }[];
  readonly run: { readonly name: string } | null;
  readonly modelUri: string;
  readonly stage: string | null;
  readonly status: string | null;
  readonly aliases: readonly string[];
  readonly algorithm: string | null;
  readonly parameters: readonly (CellData | null)[];
  readonly metrics: readonly (CellData | null)[];
}

export interface VersionsData {
  readonly entity: {
    readonly id: string;
    readonly kind: string;
    readonly versionTable?: {
      readonly nodes: readonly RowData[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly totalCount: number;
      readonly parameterNames: readonly string[];
      readonly metricNames: readonly string[];
    };
  };
}

export interface Columns {
  readonly parameters: readonly string[];
  readonly metrics: readonly string[];
}

export function versionsLines({ entity }: VersionsData, columns: Columns): string[] {
  const table = entity.versionTable;
  if (!table)
    throw badInput(
      `${label(entity.id)} is a ${entity.kind}, and only a model has versions. What is known of it: headwater show ${printable(entity.id, 1000)}`,
    );
  const { nodes, totalCount, pageInfo } = table;
  const heading = pc.bold(label(entity.id));
  if (totalCount === 0) return [heading, 'No version of it is known.'];
  if (nodes.length === 0) return [heading, `No more of its ${counted(totalCount, 'version')}.`];
  const deployed = nodes.filter((row) => row.deployed).length;
  return [
    `${heading}  ${counted(totalCount, 'version')}${totalCount > nodes.length ? `, ${nodes.length} of them here` : ''}; ${
      deployed === 0 ? 'none of these is deployed' : `${deployed} deployed`
    }`,
    gridOf(nodes, columns),
    ...(pageInfo.hasNextPage ? [`… and more: --after ${pageInfo.endCursor ?? ''}`] : []),
    ...missingLines('parameter', columns.parameters, nodes, table.parameterNames),
    ...missingLines('metric', columns.metrics, nodes, table.metricNames),
    ...hintLines(columns, table),
    ...uriLines(nodes),
  ];
}

/** Columns that say nothing of any version are left out, save those that were asked for. */
function gridOf(rows: readonly RowData[], { parameters, metrics }: Columns): string {
  const shown = COLUMNS.filter(({ always, of }) => always || rows.some((row) => of(row) !== ''));
  const [before, after] = [shown.filter(({ last }) => !last), shown.filter(({ last }) => last)];
  const grid = new Table({
    head: [
      ...before.map(({ head }) => head),
      ...[...metrics, ...parameters].map((name) => printable(name, 40)),
      ...after.map(({ head }) => head),
    ],
    colAligns: [
      ...before.map(() => 'left' as const),
      ...[...metrics, ...parameters].map(() => 'right' as const),
      ...after.map(() => 'left' as const),
    ],
    style: { head: pc.isColorSupported ? ['bold'] : [], border: pc.isColorSupported ? ['gray'] : [] },
  });
  for (const row of rows)
    grid.push([
      ...before.map(({ of }) => of(row)),
      ...[...row.metrics, ...row.parameters].map(cellText),
      ...after.map(({ of }) => of(row)),
    ]);
  return grid.toString();
}

const text = (value: string | null, longest = 40): string =>
  value === null ? '' : printable(value, longest);

interface Column {
  readonly head: string;
  readonly of: (row: RowData) => string;
  readonly always?: boolean;
  /** Behind the figures. */
  readonly last?: boolean;
}

const COLUMNS: readonly Column[] = [
  { head: 'version', always: true, of: ({ version }) => text(version) },
  {
    head: 'deployed',
    always: true,
    of: ({ deployed, deployments }) => {
      const names = deployments.map(({ name, state }) =>
        deployed ? text(name) : `${text(name)} (${text(state ?? 'unknown')})`,
      );
      return deployed ? pc.green(['● yes', ...names].join('\n')) : ['no', ...names.map(pc.dim)].join('\n');
    },
  },
  { head: 'registered', of: ({ registeredAt }) => (registeredAt ?? '').slice(0, 16).replace('T', ' ') },
  { head: 'aliases', of: ({ aliases }) => aliases.map((alias) => text(alias)).join('\n') },
  // MLflow's word for a version that is in no stage.
  { head: 'stage', of: ({ stage }) => (stage === 'None' ? '' : text(stage)) },
  { head: 'status', of: ({ status }) => text(status) },
  { head: 'algorithm', of: ({ algorithm }) => text(algorithm) },
  { head: 'run', last: true, of: ({ run }) => text(run?.name ?? null) },
  {
    head: 'model URI',
    last: true,
    of: ({ modelUri, version }) => (modelUri.endsWith(`/${version}`) ? '' : text(modelUri, 80)),
  },
];

function cellText(cell: CellData | null): string {
  if (!cell) return pc.dim('–');
  const { value, unit } = cell;
  const shown =
    value === null || Number.isInteger(value) ? text(cell.text) : String(Number(value.toPrecision(6)));
  return unit === null ? shown : `${shown} ${text(unit)}`;
}

/** A column that no version of the page fills may be misspelt: which there are is said then. */
function missingLines(
  what: 'parameter' | 'metric',
  columns: readonly string[],
  rows: readonly RowData[],
  known: readonly string[],
): string[] {
  const field = what === 'parameter' ? 'parameters' : 'metrics';
  const empty = columns.filter((_, index) => rows.every((row) => !row[field][index]));
  return empty.map((name) => {
    const there = known.length === 0 ? 'none is known' : `there are: ${listed(known)}`;
    return known.includes(name)
      ? `No version here has the ${what} ${printable(name)}.`
      : `No version has a ${what} ${printable(name)}; ${there}.`;
  });
}

function hintLines(
  { parameters, metrics }: Columns,
  { parameterNames, metricNames }: { parameterNames: readonly string[]; metricNames: readonly string[] },
): string[] {
  if (parameters.length + metrics.length > 0) return [];
  const hints = [
    ...(metricNames.length > 0 ? [`--metrics ${listed(metricNames)}`] : []),
    ...(parameterNames.length > 0 ? [`--parameters ${listed(parameterNames)}`] : []),
  ];
  return hints.length === 0 ? [] : [pc.dim(`More columns: ${hints.join('  ')}`)];
}

/** Addresses that end in the version are all alike: one stands for them. */
function uriLines(rows: readonly RowData[]): string[] {
  const row = rows.find(({ modelUri, version }) => modelUri.endsWith(`/${version}`));
  return row ? [pc.dim(`To load one: ${text(row.modelUri, 200)}`)] : [];
}

const MOST_LISTED = 12;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => printable(name, 40));
  return `${shown.join(',')}${names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : ''}`;
}
