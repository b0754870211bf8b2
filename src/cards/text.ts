import { schemeOf } from '../web-address.js';

/** What a record says, as one line of text; nothing where it says nothing. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value, sortedKeys);
}

/** Maps come from the graph in any order; equal catalogs give equal cards. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? []);

/** Addresses of repositories sometimes carry the token that cloned them; no card tells it. */
export const withoutCredentials = (url: string): string =>
  url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');

/** Leaves out what is not known: no card says null. */
export function known<Value extends object>(
  value: Value,
): { [K in keyof Value]?: Exclude<Value[K], undefined> } {
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0)),
  ) as { [K in keyof Value]?: Exclude<Value[K], undefined> };
}

/** A recorded address that may stand as a link; what runs code when it is followed is none. */
export function addressOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || schemeOf(text) === undefined || /%(?![0-9a-f]{2})/i.test(text)) return undefined;
  return withoutCredentials(text);
}
