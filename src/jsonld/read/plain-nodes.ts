import type { EntityKind } from '../../model/entities.js';
import { pointerPart } from '../parse/pointers.js';
import { termsOf, type Term } from '../term-table.js';
import { isPrefixScheme } from '../vocabularies.js';
import { keyTableOf, kindsOf, PART_OF_KEY, partTableOf } from './key-tables.js';

/** A node under the keys of our own context, with the small things that belong to it inside it. */
export type CompactNode = Readonly<Record<string, unknown>>;

/** A thing that is written whole, where it was found. */
export interface FoundNode {
  readonly iri: string;
  readonly kind: EntityKind;
  readonly node: CompactNode;
  /** JSON pointer in the document; absent where it is put together from several places. */
  readonly pointer?: string;
  /** No more than further changes of a thing that was told before it. */
  readonly isFurther?: true;
}

/** Something that our own exporter does not write: only a processor can tell what it means. */
class NotPlain extends Error {}

const SMALL_THING = new Set(['@id', '@type', 'notation', 'agentName', 'identifier', 'name']);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The whole things in a node that stands under our own context, as far as it is written as our exporter writes.
 * Nothing where it is written in another way, however well: then it takes a processor.
 */
export function plainNodes(node: unknown, pointer: string): FoundNode[] | undefined {
  const found: FoundNode[] = [];
  try {
    walk(node, pointer, found);
    return found;
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function walk(node: unknown, pointer: string, found: FoundNode[]): void {
  if (!isObject(node)) throw new NotPlain();
  const kinds = kindsOf(classesOf(node));
  const iri = iriOf(node['@id']);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    if (kinds.length > 1 || Object.keys(node).some((key) => !SMALL_THING.has(key))) throw new NotPlain();
    return;
  }
  const { terms } = keyTableOf(kind);
  const all = termsOf(kind);
  // A brief mention says nothing that its own document does not say.
  if (node['revision'] !== undefined) found.push({ iri, kind, node, pointer });
  else if (node['changes'] !== undefined) found.push({ iri, kind, node, pointer, isFurther: true });
  for (const [key, value] of Object.entries(node)) {
    if (key === '@id' || key === '@type') continue;
    const term = terms.get(key) ?? all.get(key);
    if (!term) throw new NotPlain();
    checkValues(key, term, value, `${pointer}/${pointerPart(key)}`, found);
  }
}

function checkValues(key: string, term: Term, value: unknown, pointer: string, found: FoundNode[]): void {
  if (term.type === '@json') return;
  const part = PART_OF_KEY[key];
  listOf(value).forEach((item, index) => {
    if (part !== undefined) checkPart(part, item);
    else if (term.type !== '@id') checkLiteral(item);
    else if (typeof item === 'string') iriOf(item);
    else walk(item, Array.isArray(value) ? `${pointer}/${index}` : pointer, found);
  });
}

/** The small things inside a thing: each of their values is one literal or one IRI. */
function checkPart(name: string, node: unknown): void {
  if (!isObject(node)) throw new NotPlain();
  iriOf(node['@id']);
  if (!classesOf(node).includes(name)) throw new NotPlain();
  const { terms } = partTableOf(name);
  for (const [key, value] of Object.entries(node)) {
    if (key === '@id' || key === '@type') continue;
    const term = terms.get(key);
    if (!term) throw new NotPlain();
    if (term.type === '@json') continue;
    for (const item of listOf(value)) {
      if (term.type !== '@id') checkLiteral(item);
      else if (typeof item === 'string') iriOf(item);
      else if (!isObject(item) || Object.keys(item).some((inner) => !SMALL_THING.has(inner))) {
        // What a change leads to hangs on it; it follows from the change.
        if (key !== 'generated') throw new NotPlain();
      } else iriOf(item['@id']);
    }
  }
}

function checkLiteral(value: unknown): void {
  if (['string', 'number', 'boolean'].includes(typeof value)) return;
  if (!isObject(value)) throw new NotPlain();
  const { '@value': text, '@type': type, ...more } = value;
  if (typeof text !== 'string' || typeof type !== 'string' || Object.keys(more).length > 0)
    throw new NotPlain();
}

function classesOf(node: CompactNode): string[] {
  return listOf(node['@type']).map((name) => {
    if (typeof name !== 'string') throw new NotPlain();
    return name;
  });
}

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** An IRI as it is; one that may be abbreviated, or relative, is for a processor. */
function iriOf(value: unknown): string {
  const scheme = typeof value === 'string' ? /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1] : undefined;
  if (typeof value !== 'string' || scheme === undefined || isPrefixScheme(scheme)) throw new NotPlain();
  return value;
}
