import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { PART_CLASSES, STRUCTURAL_TERMS } from '../derived-terms.js';
import { exportedProperties, termsOf, type Term } from '../term-table.js';
import { expandCurie, PREFIXES, type Curie } from '../vocabularies.js';

/** What a key stands for when a document is read back: only what is kept; what follows from other keys is not. */
export interface KeyTable {
  readonly terms: ReadonlyMap<string, Term>;
  /** Which key an IRI of a property is, where it is one that is read. */
  readonly keys: ReadonlyMap<string, string>;
}

/** The class that the nodes under these keys have. */
export const PART_OF_KEY: Readonly<Record<string, string>> = {
  claims: 'Claim',
  past: 'Statement',
  pending: 'PendingStatement',
  changes: 'Change',
  points: 'MetricPoint',
  qualifiedInfluence: 'Statement',
  qualifiedDerivation: 'Statement',
  qualifiedGeneration: 'Statement',
  qualifiedUsage: 'Statement',
};

const STRUCTURAL = Object.entries(STRUCTURAL_TERMS);

function tableOf(terms: Iterable<readonly [string, Term]>): KeyTable {
  const table = new Map(terms);
  const keys = new Map<string, string>();
  for (const [key, { id }] of table) {
    const iri = expandCurie(id);
    const other = keys.get(iri);
    if (other !== undefined)
      throw new Error(`The keys "${other}" and "${key}" cannot be told apart by their IRI ${iri}.`);
    keys.set(iri, key);
  }
  return { terms: table, keys };
}

function entityTable(kind: EntityKind): KeyTable {
  const all = termsOf(kind);
  const names = exportedProperties(kind).map(([name]) => name);
  const wanted = all.has('points') ? [...names, 'points'] : names;
  return tableOf([
    ...STRUCTURAL,
    ...wanted.map((name) => [name, all.get(name) as Term] as const),
    // Addresses that cannot be IRIs stand as texts under a name of ours.
    ...names
      .filter((name) => all.get(name)?.type === '@id')
      .map((name) => [`hw:${name}`, { id: `hw:${name}` as Curie }] as const)
      .filter(([, { id }]) => ![...all.values()].some((term) => term.id === id)),
  ]);
}

const entityTables = new Map<EntityKind, KeyTable>();
const partTables = new Map<string, KeyTable>();

/** The keys of a kind of entity that are read back. */
export function keyTableOf(kind: EntityKind): KeyTable {
  const table = entityTables.get(kind) ?? entityTable(kind);
  entityTables.set(kind, table);
  return table;
}

/** The keys of a class of small things: claims, statements, changes, points. */
export function partTableOf(name: string): KeyTable {
  const table = partTables.get(name) ?? tableOf([...STRUCTURAL, ...Object.entries(PART_CLASSES[name] ?? {})]);
  partTables.set(name, table);
  return table;
}

const KINDS: ReadonlySet<string> = new Set(ENTITY_KINDS);

/** The kind that the classes of a node make it, by IRIs or by our own names. */
export function kindsOf(classes: readonly string[]): EntityKind[] {
  return classes
    .map((name) => (name.startsWith(PREFIXES.hw) ? name.slice(PREFIXES.hw.length) : name))
    .filter((name): name is EntityKind => KINDS.has(name));
}
