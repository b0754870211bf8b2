import type { EntityKind } from '../../model/entities.js';
import type { RelationType } from '../../model/relations.js';
import type { Detail } from './brief.js';
import type { EntityRecord } from './entity-record.js';

/** A thing reached by an edge, with what the edge says. */
export interface RelatedRecord {
  /** The thing it was reached from. */
  readonly from: string;
  readonly record: EntityRecord;
  readonly edge: Readonly<Record<string, unknown>>;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What browsing needs of the graph. Every question is for many things at once. */
export interface EntityReader {
  byIds(ids: readonly string[]): Promise<EntityRecord[]>;
  /** A page of one kind by (name, id). */
  page(kind: EntityKind, after: { name: string; id: string } | undefined, n: number): Promise<EntityRecord[]>;
  /** A page of one kind by id alone. */
  pageById(kind: EntityKind, afterId: string, n: number): Promise<EntityRecord[]>;
  count(kind: EntityKind): Promise<number>;
  /**
   * `out`: what these point at; `in`: what points at them. BRIEF answers hold no more of things and edges than
   * `brief.ts` names, and none of `since` and `revision`. Left out: WHOLE.
   */
  related(
    ids: readonly string[],
    relation: RelationType,
    direction: 'out' | 'in',
    detail?: Detail,
  ): Promise<RelatedRecord[]>;
  named(kind: EntityKind, name: string, n: number): Promise<Named[]>;
  /** Tables whose name ends with a dot and this. */
  tablesEndingWith(name: string, n: number): Promise<Named[]>;
  /** Columns of that name in a table of that name, or whose name ends with a dot and it. */
  columns(table: string, column: string, n: number): Promise<Named[]>;
  versionsOfModel(
    model: string,
  ): Promise<{ id: string; service: string; version: string; aliases: string[] }[]>;
  /** The first names of a kind, for saying what comes near. */
  names(kind: EntityKind, n: number): Promise<Named[]>;
}
