import type { EntityKind } from '../../model/entities.js';
import { entityDefinition } from '../../model/registry.js';
import { segmentsOf, tokensOf, wholeOf } from './text-parts.js';

type Values = Readonly<Record<string, unknown>>;

/** What is looked at when a thing is searched for; derived from its properties and kept beside them. */
export interface SearchProperties {
  /** `|=wholename|=anothername| word word |`: what people call it, and the words of its names. */
  readonly searchName: string;
  /** The same, and then the words of all else, each between spaces. */
  readonly searchText: string;
}

/** Below what Neo4j's text index takes (32,766 bytes), whatever the script. */
const LONGEST_TEXT = 10_000;
/** Of which the names may take this, so that something is left for the rest. */
const LONGEST_NAMES = 5_000;
/** Beyond this the kept text is full anyway, so long descriptions need not be taken apart to their end. */
const READ_OF_DESCRIPTION = 100_000;

/** Parts of a key that say where a thing is kept and not what it is: they are filters. */
const PLACES = ['service', 'namespace'];

/** What search knows of a thing with these properties. */
export function searchProperties(kind: EntityKind, values: Values): SearchProperties {
  const { nameFrom } = entityDefinition(kind);
  const key = textOf(values[nameFrom]);
  const names = new Set([textOf(values['name']) || key, textOf(values['displayName']), key]);
  const wholes = [...names, ...spokenNames(kind, values)].map((name) => wholeOf(segmentsOf(name)));
  const called = [...new Set(wholes.filter(Boolean))].map((whole) => `|=${whole}`);
  const nameWords = distinctWords(names, LONGEST_NAMES);
  const searchName = `${called.join('')}| ${[...nameWords].join(' ')} |`;
  const rest = distinctWords(restOf(kind, values), LONGEST_TEXT - searchName.length, nameWords);
  return { searchName, searchText: `${searchName} ${[...rest].join(' ')} ` };
}

/** What people call a thing besides its names: `orders`, `orders.count_30d`, `churn_predictor@3`. */
function spokenNames(kind: EntityKind, values: Values): string[] {
  const tableName = textOf(values['table']).split('.').at(-1) ?? '';
  if (kind === 'Table') return [tableName];
  if (kind === 'Column') return [`${tableName}.${textOf(values['column'])}`];
  if (kind !== 'MLModelVersion') return [];
  const model = textOf(values['model']);
  return [textOf(values['version']), ...textsOf(values['aliases']), ...textsOf(values['uniqueTags'])].map(
    (which) => `${model}@${which}`,
  );
}

function* restOf(kind: EntityKind, values: Values): Generator<string> {
  const { key, nameFrom, properties } = entityDefinition(kind);
  for (const part of key) if (part !== nameFrom && !PLACES.includes(part)) yield textOf(values[part]);
  yield* textsOf(values['aliases']);
  yield* textsOf(values['uniqueTags']);
  yield* textsOf(values['tags']);
  yield* textsOf(values['terms']);
  yield textOf(values['description']).slice(0, READ_OF_DESCRIPTION);
  for (const [name, { map }] of properties) if (map) yield* wordsOfJson(values[name]);
}

/** Of free-form parameters and metadata the keys, and the values that are texts. */
function* wordsOfJson(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value.slice(0, LONGEST_TEXT);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    yield* wordsOfJson(part);
  }
}

/** The words of some texts, each once, as far as they fit; those that are known already take no room. */
function distinctWords(texts: Iterable<string>, room: number, known?: ReadonlySet<string>): Set<string> {
  const words = new Set<string>();
  let left = room;
  for (const text of texts)
    for (const piece of new Set(text.split(/\s+/u)))
      for (const segment of segmentsOf(piece))
        for (const word of tokensOf(segment)) {
          if (words.has(word) || known?.has(word)) continue;
          left -= word.length + 1;
          if (left < 0) return words;
          words.add(word);
        }
  return words;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);
