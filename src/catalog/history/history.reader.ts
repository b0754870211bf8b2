import type { EntityKind } from '../../model/entities.js';
import type { RelationType } from '../../model/relations.js';
import type { RelatedRecord } from '../browse/entity.reader.js';
import type { Change } from './change.js';

export interface ChangeFilter {
  readonly kind?: EntityKind;
  readonly service?: string;
  readonly actor?: string;
}

/** A change with its place in the order of all changes. */
export interface FeedItem {
  readonly change: Change;
  readonly key: string;
}

/** A change among those of several things. */
export interface ChangePlace {
  readonly entity: string;
  readonly revision: number;
}

/** What history needs of the graph. */
export interface HistoryReader {
  /** The changes of one thing that led to revisions below `before`, the newest first. */
  changesOf(entity: string, before: number, n: number): Promise<Change[]>;
  /** All that happened to these things, by thing and revision, behind that place. */
  changesOfAll(ids: readonly string[], after: ChangePlace, n: number): Promise<Change[]>;
  /** The changes of these things after that moment, in no order. */
  changesAfter(ids: readonly string[], at: string): Promise<Change[]>;
  /** What these pointed at (`out`), or what pointed at them, at that moment; the things as they are now. */
  relatedAt(
    ids: readonly string[],
    relation: RelationType,
    direction: 'out' | 'in',
    at: string,
  ): Promise<RelatedRecord[]>;
  /** The changes of the catalog behind that key, or from that moment on, in their order. */
  changesSince(after: string, filter: ChangeFilter, n: number): Promise<FeedItem[]>;
}
