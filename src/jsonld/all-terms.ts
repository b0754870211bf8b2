import { ENTITY_KINDS } from '../model/entities.js';
import { DERIVED_TERMS, PART_CLASSES, STRUCTURAL_TERMS } from './derived-terms.js';
import { termsOf, type Term } from './term-table.js';

/** A key of documents, and the class that it is a key of; of what any thing may have, none. */
export interface DeclaredTerm extends Term {
  readonly key: string;
  readonly of?: string;
  /** Whether its value follows from others and is not recorded. */
  readonly derived: boolean;
}

/** Every term that a document may hold: what a context declares and an ontology has to say something of. */
export function allTerms(): DeclaredTerm[] {
  const structural = Object.entries(STRUCTURAL_TERMS).map(([key, term]) => ({
    key,
    ...term,
    derived: false,
  }));
  const ofKinds = ENTITY_KINDS.flatMap((kind) =>
    [...termsOf(kind)].map(([key, term]) => ({
      ...{ key, ...term, of: kind },
      derived: Object.hasOwn(DERIVED_TERMS[kind] ?? {}, key),
    })),
  );
  const ofParts = Object.entries<Readonly<Record<string, Term>>>(PART_CLASSES).flatMap(([name, terms]) =>
    Object.entries(terms).map(([key, term]) => ({ key, ...term, of: name, derived: false })),
  );
  return [...structural, ...ofKinds, ...ofParts];
}
