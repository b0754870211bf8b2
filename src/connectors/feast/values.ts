import type { EdgeStatement } from '../../model/document.js';
import { text } from '../filled-text.js';

/** A JSON object whose keys may be missing or hold anything: what a registry answers is not checked before. */
export type Fields = Readonly<Record<string, unknown>>;

const MAX_TAG = 10_000;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fields = (value: unknown): Fields => (isFields(value) ? value : {});

/** The objects of a list that may be missing. */
export const list = (value: unknown): Fields[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isFields) : [];

/** A moment as the registry writes it, with its microseconds; nothing where it is none. */
export const moment = (value: unknown): string | undefined => {
  const time = text(value);
  return time !== undefined && !Number.isNaN(Date.parse(time)) ? time : undefined;
};

/** Key-value tags as labels, in the order of their keys. */
export function labels(tags: unknown): string[] | undefined {
  const given = Object.entries(fields(tags))
    .map(([key, value]) => (text(value) === undefined ? key : `${key}=${String(value)}`))
    .filter((label) => label !== '' && label.length <= MAX_TAG)
    .sort();
  return given.length > 0 ? given : undefined;
}

export const owners = (owner: unknown): string[] | undefined => {
  const name = text(owner);
  return name === undefined ? undefined : [name];
};

/** Each edge once, in one order, so that equal statements make equal documents. */
export function distinctEdges(edges: readonly (EdgeStatement | undefined)[]): EdgeStatement[] | undefined {
  const byEnd = new Map<string, EdgeStatement>();
  for (const edge of edges) if (edge) byEnd.set(`${edge.type} ${edge.upstream}`, edge);
  const keys = [...byEnd.keys()].sort();
  return keys.length > 0 ? keys.map((key) => byEnd.get(key) as EdgeStatement) : undefined;
}
