import { parseId } from '../../model/entity-id.js';
import { LIVE_DEPLOYMENT_STATES } from '../../model/states.js';
import { metricCell, namesBehind, parameterCell, type Cell } from './figures.js';
import {
  checkOrder,
  comparePlaces,
  cursorOf,
  placeAfter,
  placeOf,
  type VersionTableOrder,
} from './version-table-order.js';
import type { FigureNames, TableVersion, VersionKey } from './version-table.reader.js';

export interface VersionTableRequest {
  /** Columns, in the order in which they are shown. */
  readonly parameters: readonly string[];
  readonly metrics: readonly string[];
  readonly order: VersionTableOrder;
  readonly first: number;
  readonly after?: string;
}

export interface VersionTableRow extends Omit<TableVersion, 'parameters' | 'metrics' | 'modelUri'> {
  /** Whether a deployment that answers serves it. */
  readonly deployed: boolean;
  readonly modelUri: string;
  /** In the order of the columns; null where the version has none. */
  readonly parameters: readonly (Cell | null)[];
  readonly metrics: readonly (Cell | null)[];
}

export interface VersionTable {
  readonly rows: readonly { readonly cursor: string; readonly row: VersionTableRow }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/** Where the versions come from; it may answer many tables of one request at once. */
export interface VersionTableSource {
  /** All versions of a model, in no order; undefined where they are too many to be read whole. */
  all(model: string): Promise<readonly TableVersion[] | undefined>;
  keys(model: string): Promise<readonly VersionKey[]>;
  rows(ids: readonly string[]): Promise<readonly TableVersion[]>;
}

/** The figures to be read for a table: those shown, and the one that it is ordered by. */
export function figuresFor({ parameters, metrics, order }: Omit<VersionTableRequest, 'first'>): FigureNames {
  const { by, column = '' } = order;
  return {
    parameters: [...new Set([...parameters, ...(by === 'PARAMETER' ? [column] : [])])].sort(),
    metrics: [
      ...new Set([...metrics, ...(by === 'METRIC' ? [column] : [])].flatMap((name) => namesBehind(name))),
    ].sort(),
  };
}

/**
 * A page of the versions of a model, with the parameters and metrics that were asked for.
 * @throws BAD_INPUT for a cursor of another order, or an order by a figure that is not named.
 */
export async function findVersionTable(
  source: VersionTableSource,
  model: string,
  request: VersionTableRequest,
): Promise<VersionTable> {
  const { order, first, after } = request;
  checkOrder(order);
  const begin = after === undefined ? undefined : placeAfter(after, order);
  const whole = await source.all(model);
  const keys: readonly VersionKey[] = whole ?? (await source.keys(model));
  const placed = keys
    .map((key) => ({ key, place: placeOf(key, order) }))
    .sort((a, b) => comparePlaces(a.place, b.place, order));
  const rest = begin ? placed.filter(({ place }) => comparePlaces(place, begin, order) > 0) : placed;
  const page = rest.slice(0, first);
  const found = whole ?? (await source.rows(page.map(({ key }) => key.id)));
  const versions = new Map(found.map((version) => [version.id, version] as const));
  return {
    rows: page.flatMap(({ key, place }) => {
      // It may have gone between two questions.
      const version = versions.get(key.id);
      return version ? [{ cursor: cursorOf(place, order), row: rowOf(version, request) }] : [];
    }),
    hasNextPage: rest.length > first,
    totalCount: keys.length,
  };
}

function rowOf(
  version: TableVersion,
  { parameters, metrics }: Pick<VersionTableRequest, 'parameters' | 'metrics'>,
): VersionTableRow {
  const { deployments, modelUri, model } = version;
  return {
    ...version,
    deployed: deployments.some(({ state }) => LIVE_DEPLOYMENT_STATES.includes(state ?? '')),
    modelUri: modelUri ?? `models:/${parseId(model).key.at(-1) ?? ''}/${version.version}`,
    parameters: parameters.map((column) => parameterCell(column, version.parameters)),
    metrics: metrics.map((column) => metricCell(column, version.metrics)),
  };
}
