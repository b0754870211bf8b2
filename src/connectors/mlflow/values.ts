import type { Long, WireNumber } from './wire-types.js';

/** MLflow writes the infinities as the largest double. */
const MLFLOW_INFINITY = Number.MAX_VALUE;
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A list that an answer may have left out, or filled with something else. */
export const list = <T>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]).filter((item) => item !== null) : [];

/** An int64, where a number can hold it exactly. */
export function integer(value: Long | undefined): number | undefined {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

/** Milliseconds since 1970 as an ISO time; MLflow writes 0 and -1 for "not yet". */
export function isoTime(value: Long | undefined): string | undefined {
  const milliseconds = integer(value);
  if (milliseconds === undefined || milliseconds <= 0 || milliseconds > LAST_INSTANT) return undefined;
  return new Date(milliseconds).toISOString();
}

/** A double, NaN and infinities included; nothing when it is none. */
export function double(value: WireNumber | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (Number.isNaN(number) && value !== 'NaN') return undefined;
  return Math.abs(number) === MLFLOW_INFINITY ? Math.sign(number) * Infinity : number;
}

/** JSON has no word for NaN and the infinities; documents write them as text. */
export const jsonNumber = (value: number): number | string =>
  Number.isFinite(value) ? value : String(value);

/** A URI without user, password and query: storage addresses are sometimes written with a key or a signature in them. */
export function withoutCredentials(uri: string | undefined): string | undefined {
  return uri?.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*:[^/?#]*@/i, '$1').replace(/[?#].*$/s, '');
}
