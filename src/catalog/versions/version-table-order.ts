import { badInput } from '../../errors.js';
import { compareVersions } from '../browse/version-order.js';
import { decodeCursor, encodeCursor } from '../lineage/page.js';
import { metricCell, parameterCell } from './figures.js';
import type { VersionKey } from './version-table.reader.js';

export const TABLE_ORDERS = ['VERSION', 'REGISTERED_AT', 'LAST_MODIFIED', 'PARAMETER', 'METRIC'] as const;

export interface VersionTableOrder {
  readonly by: (typeof TABLE_ORDERS)[number];
  /** Which parameter or metric. */
  readonly column?: string;
  readonly ascending?: boolean;
}

export const NEWEST_FIRST: VersionTableOrder = { by: 'VERSION' };

/** Where a version stands in a table: its value, its version and its id, which together no other has. */
interface Place {
  readonly value: string | number | null;
  readonly version: string;
  readonly id: string;
}

/** @throws BAD_INPUT when a figure is to be ordered by and not named. */
export function checkOrder({ by, column }: VersionTableOrder): void {
  if ((by === 'PARAMETER' || by === 'METRIC') && !column)
    throw badInput(`To order by a ${by.toLowerCase()}, say which one in \`column\`.`);
}

export function placeOf(key: VersionKey, { by, column = '' }: VersionTableOrder): Place {
  const { id, version } = key;
  if (by === 'VERSION') return { value: null, version, id };
  if (by === 'REGISTERED_AT') return { value: key.registeredAt, version, id };
  if (by === 'LAST_MODIFIED') return { value: key.lastModified, version, id };
  const cell = by === 'METRIC' ? metricCell(column, key.metrics) : parameterCell(column, key.parameters);
  // A metric that is no finite number is neither high nor low.
  const value = cell?.value ?? (by === 'PARAMETER' ? cell?.text : undefined) ?? null;
  return { value, version, id };
}

/** What has no value comes last in both directions; among equals the newest version comes first. */
export function comparePlaces(a: Place, b: Place, { by, ascending = false }: VersionTableOrder): number {
  const direction = ascending ? 1 : -1;
  const byVersion = compareVersions(a.version, b.version);
  const tie = a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
  if (by === 'VERSION') return direction * (byVersion || tie);
  if (a.value === null || b.value === null)
    return Number(a.value === null) - Number(b.value === null) || -byVersion || tie;
  return direction * compareValues(a.value, b.value) || -byVersion || tie;
}

/** Numbers before texts: a parameter may be `10` in one version and `auto` in another. */
function compareValues(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

const signature = ({ by, column = '', ascending = false }: VersionTableOrder): string =>
  `${by}${ascending ? '+' : '-'}${column}`;

/** Says where a row stands and in which order, and so still means the same when rows come and go. */
export const cursorOf = ({ value, version, id }: Place, order: VersionTableOrder): string =>
  encodeCursor([signature(order), ...(value === null ? [] : [value]), version, id]);

/** @throws BAD_INPUT when it is no cursor of a table in this order. */
export function placeAfter(cursor: string, order: VersionTableOrder): Place {
  const [of, ...rest] = decodeCursor(cursor);
  const [id, version, value] = rest.reverse();
  if (of !== signature(order) || typeof id !== 'string' || typeof version !== 'string')
    throw badInput(
      '`after` is no cursor of this table in this order: take it from the `endCursor` of the page before.',
    );
  return { value: value ?? null, version, id };
}
