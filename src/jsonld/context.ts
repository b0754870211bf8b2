import { ENTITY_KINDS, type EntityKind } from '../model/entities.js';
import { PART_CLASSES, STRUCTURAL_TERMS } from './derived-terms.js';
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
export function contextFor(kinds: readonly EntityKind[]): JsonObject {
  const sorted = [...kinds].sort();
  const key = sorted.join(' ');
  const context = contexts.get(key) ?? buildContext(sorted);
  contexts.set(key, context);
  return context;
}

/** Documents of a kind mostly hold the same kinds, so that there are few of these. */
const contexts = new Map<string, JsonObject>();

function buildContext(kinds: readonly EntityKind[]): JsonObject {
  const shared = sharedTerms();
  return {
    '@version': 1.1,
    ...PREFIXES,
    ...definitions(shared),
    ...definitions(new Map(Object.entries(STRUCTURAL_TERMS))),
    ...Object.fromEntries(kinds.map((kind) => [kind, classDefinition(kind, ownTerms(kind, shared))])),
    ...Object.fromEntries(
      Object.entries(PART_CLASSES).map(([name, terms]) => [
        name,
        classDefinition(name, new Map(Object.entries(terms))),
      ]),
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
