import type { EntityRecord } from '../../src/catalog/browse/entity-record.js';
import type { SearchOrderBy } from '../../src/catalog/search/search-index.js';
import { segmentsOf } from '../../src/catalog/search/text-parts.js';
import { entityDefinition } from '../../src/model/registry.js';

/** Every way to begin somewhere in a segment and read on, up to eight parts. */
const readingsOf = (parts: readonly string[]): string[] =>
  parts.flatMap((_, at) => [parts[at] ?? '', parts.slice(at, at + 8).join('')]);

const readings = (text: string): string[] => segmentsOf(text).flatMap(readingsOf);

const whole = (text: string): string => segmentsOf(text).flat().join('');

interface Texts {
  readonly names: readonly string[];
  readonly spoken: readonly string[];
  readonly rest: readonly string[];
}

function textsOf(record: EntityRecord): Texts {
  const { key, nameFrom } = entityDefinition(record.kind);
  const of = (name: string): string => (record[name] as string | undefined) ?? '';
  const list = (name: string): string[] => (record[name] as string[] | undefined) ?? [];
  const table = of('table').split('.').at(-1) ?? '';
  const spoken =
    record.kind === 'Table'
      ? [table]
      : record.kind === 'Column'
        ? [`${table}.${of('column')}`]
        : record.kind === 'MLModelVersion'
          ? [of('version'), ...list('aliases')].map((which) => `${of('model')}@${which}`)
          : [];
  const above = key.filter((part) => ![nameFrom, 'service', 'namespace'].includes(part)).map(of);
  return {
    names: [record.name, of('displayName'), of(nameFrom)],
    spoken,
    rest: [...above, ...list('aliases'), ...list('tags'), ...list('terms'), of('description')],
  };
}

/** 0 the whole name, 1 whole words of names, 2 beginnings of words of names, 3 elsewhere; nothing: not found. */
export function relevanceOf(record: EntityRecord, text: string): number | undefined {
  const words = segmentsOf(text).map((parts) => parts.join(''));
  const { names, spoken, rest } = textsOf(record);
  const [inNames, anywhere] = [names.flatMap(readings), [...names, ...rest].flatMap(readings)];
  const begins = (all: readonly string[]): boolean =>
    words.every((word) => all.some((one) => one.startsWith(word)));
  if (!begins(anywhere)) return undefined;
  if ([...names, ...spoken].some((name) => whole(name) === whole(text))) return 0;
  if (words.every((word) => inNames.includes(word))) return 1;
  return begins(inNames) ? 2 : 3;
}

const KEYS: Record<Exclude<SearchOrderBy, 'RELEVANCE'>, string> = {
  NAME: 'name',
  KIND: 'kind',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
  REGISTERED_AT: 'registeredAt',
  SINCE: 'since',
};

const byCodePoints = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Ids of what is found, in order: what search must answer, worked out one by one. */
export function referenceSearch(
  records: readonly EntityRecord[],
  text: string,
  { by, descending }: { by: SearchOrderBy; descending: boolean },
): string[] {
  const found = records.flatMap((record) => {
    const relevance = relevanceOf(record, text);
    if (relevance === undefined) return [];
    const key = by === 'RELEVANCE' ? String(relevance) : (record[KEYS[by]] as string | undefined);
    return [{ record, key }];
  });
  return found
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined) {
        if (a.key !== b.key) return a.key === undefined ? 1 : -1;
      } else if (a.key !== b.key) return byCodePoints(a.key, b.key) * (descending ? -1 : 1);
      return byCodePoints(a.record.name, b.record.name) || byCodePoints(a.record.id, b.record.id);
    })
    .map(({ record }) => record.id);
}
