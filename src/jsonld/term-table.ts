import type { PropertyOptions } from '../model/decorators.js';
import { ENTITY_KINDS, type EntityKind } from '../model/entities.js';
import { entityDefinition } from '../model/registry.js';
import { DERIVED_TERMS, STRUCTURAL_TERMS } from './derived-terms.js';
import {
  CHILD_LINKS,
  parentLink,
  relationKey,
  relationsFrom,
  relationTerm,
  termFor,
} from './relation-terms.js';
import { DATATYPES, formOf } from './value-forms.js';
import type { Curie } from './vocabularies.js';

/** What one key of a document means. */
export interface Term {
  readonly id: Curie;
  /** The datatype of its texts, or `@id` where its values are things. */
  readonly type?: Curie | '@id' | '@json';
  readonly language?: string;
  /** It has any number of values, in no order. */
  readonly set?: boolean;
}

export type TermTable = ReadonlyMap<string, Term>;

/** The parallel lists of a metric's history are exported as points: RDF has no order without blank nodes. */
export const SERIES_PROPERTIES: ReadonlySet<string> = new Set([
  'seriesSteps',
  'seriesTimes',
  'seriesValues',
  'seriesTexts',
]);

export const propertyTerm = (kind: EntityKind, name: string, { term }: PropertyOptions): Curie =>
  termFor(kind, term ?? `hw:${name}`);

/** The properties of a kind that have a key of their own in a document. */
export function exportedProperties(kind: EntityKind): [string, PropertyOptions][] {
  return [...entityDefinition(kind).properties].filter(([name]) => !SERIES_PROPERTIES.has(name));
}

/** Every key that a thing of that kind may have, beside those that all things have. */
function buildTable(kind: EntityKind): TermTable {
  const table = new Map<string, Term>();
  const add = (key: string, term: Term): void => {
    if (table.has(key) || Object.hasOwn(STRUCTURAL_TERMS, key))
      throw new Error(`The JSON-LD key "${key}" of ${kind} has two meanings.`);
    table.set(key, term);
  };
  for (const [name, options] of exportedProperties(kind)) add(name, termOfProperty(kind, name, options));
  const parent = parentLink(kind);
  if (parent) add(parent.key, { id: parent.term, type: '@id' });
  for (const link of Object.values(CHILD_LINKS))
    if (link.kind === kind) add(link.key, { id: link.term, type: '@id', set: true });
  for (const type of relationsFrom(kind))
    add(relationKey(type), { id: relationTerm(kind, type), type: '@id', set: true });
  for (const [key, term] of Object.entries(DERIVED_TERMS[kind] ?? {})) add(key, term);
  return table;
}

function termOfProperty(kind: EntityKind, name: string, options: PropertyOptions): Term {
  const id = propertyTerm(kind, name, options);
  // An order without blank nodes: the list whole is one literal.
  if (options.ordered) return { id, type: '@json' };
  const type = formOf(id, kind).form === 'literal' ? DATATYPES[options.type] : '@id';
  return { id, ...(type ? { type } : {}), ...(options.list ? { set: true } : {}) };
}

const tables = new Map<EntityKind, TermTable>();

export function termsOf(kind: EntityKind): TermTable {
  const table = tables.get(kind) ?? buildTable(kind);
  tables.set(kind, table);
  return table;
}

/**
 * The keys that every kind has, so that the context says them once. A kind in which one of them means
 * something else says so in its own part.
 */
export function sharedTerms(): TermTable {
  const [first, ...others] = ENTITY_KINDS;
  return new Map([...termsOf(first)].filter(([key]) => others.every((kind) => termsOf(kind).has(key))));
}
