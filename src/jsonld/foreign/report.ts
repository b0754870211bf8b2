import type { EntityKind } from '../../model/entities.js';

/** Something in a document that the catalog did not take. */
export interface Aside {
  /** The node, by its IRI or the label of the blank node. */
  readonly node: string;
  /** Left out where it is the whole node. */
  readonly property?: string;
  readonly reason: string;
}

/** What became of a document. */
export interface ForeignReport {
  /** The vocabularies that were found in it. */
  readonly vocabularies: readonly string[];
  /** Whose word the things are. */
  readonly source: string;
  /** How many things were taken, by kind. */
  readonly taken: Partial<Record<EntityKind, number>>;
  /** How many statements of lineage and the like were taken, by type. */
  readonly edges: Readonly<Record<string, number>>;
  readonly aside: readonly Aside[];
}
