import { ENTITY_KINDS, type EntityKind } from '../model/entities.js';
import { PART_CLASSES, STRUCTURAL_TERMS, type PartClass } from './derived-terms.js';
import { sharedTerms, termsOf, type Term, type TermTable } from './term-table.js';
import { PREFIXES } from './vocabularies.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The whole context, generated from the model: what is published and bundled. */
export const contextDocument = (): JsonObject => ({ '@context': contextFor(ENTITY_KINDS) });

/**
 * The part of the context that documents with these kinds need. There is no @vocab, so that a key that the
 * model does not declare is an error in a processor's safe mode instead of a term that nobody defined.
 *
 * Where a key means different things in different kinds (`version` of a version, `version` in the key of its
 * artifact), each kind's own part says so; such a part ends where a node of another kind begins.
 */
export const contextFor = (
  kinds: readonly EntityKind[],
  parts: readonly PartClass[] = PART_NAMES,
): JsonObject => keptContext(kinds, parts).context;

/** The same as text: a document of its own for each line of an export would else write it anew. */
export const contextText = (kinds: readonly EntityKind[], parts: readonly PartClass[]): string =>
  keptContext(kinds, parts).text;

interface KeptContext {
  readonly context: JsonObject;
  readonly text: string;
}

/** Documents of a kind mostly hold the same kinds, so that there are few of these; odd ones are not remembered. */
const contexts = new Map<string, KeptContext>();
const MOST_KEPT = 1000;

function keptContext(kinds: readonly EntityKind[], parts: readonly PartClass[]): KeptContext {
  const [sorted, sortedParts] = [[...kinds].sort(), [...parts].sort()];
  const key = `${sorted.join(' ')}|${sortedParts.join(' ')}`;
  const known = contexts.get(key);
  if (known) return known;
  const context = buildContext(sorted, sortedParts);
  const kept = { context, text: JSON.stringify(context) };
  if (contexts.size < MOST_KEPT) contexts.set(key, kept);
  return kept;
}

const PART_NAMES = Object.keys(PART_CLASSES) as PartClass[];

function buildContext(kinds: readonly EntityKind[], parts: readonly PartClass[]): JsonObject {
  const shared = sharedTerms();
  return {
    '@version': 1.1,
    ...PREFIXES,
    ...definitions(shared),
    ...definitions(new Map(Object.entries(STRUCTURAL_TERMS))),
    ...Object.fromEntries(kinds.map((kind) => [kind, classDefinition(kind, ownTerms(kind, shared))])),
    ...Object.fromEntries(
      parts.map((name) => [name, classDefinition(name, new Map(Object.entries(PART_CLASSES[name] ?? {})))]),
    ),
  };
}

/** The keys of a kind that the shared part does not have, or has with another meaning. */
function ownTerms(kind: EntityKind, shared: TermTable): TermTable {
  const same = (key: string, term: Term): boolean => JSON.stringify(shared.get(key)) === JSON.stringify(term);
  return new Map([...termsOf(kind)].filter(([key, term]) => !same(key, term)));
}

const classDefinition = (name: string, terms: TermTable): JsonObject => ({
  '@id': `hw:${name}`,
  '@context': definitions(terms),
});

const definitions = (terms: TermTable): JsonObject =>
  Object.fromEntries([...terms].map(([key, term]) => [key, definition(term)]));

function definition({ id, type, language, set }: Term): string | JsonObject {
  if (!type && !language && !set) return id;
  return {
    '@id': id,
    ...(type ? { '@type': type } : {}),
    ...(language ? { '@language': language } : {}),
    ...(set ? { '@container': '@set' } : {}),
  };
}
