import type { EntityKind } from '../../model/entities.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { SearchWords } from './search-words.js';

/** What things may be put in order by; ties go by name, then id. */
export const SEARCH_ORDERS = [
  'RELEVANCE',
  'NAME',
  'KIND',
  'CREATED_AT',
  'UPDATED_AT',
  'REGISTERED_AT',
  'SINCE',
] as const;
export type SearchOrderBy = (typeof SEARCH_ORDERS)[number];

export interface SearchOrder {
  readonly by: SearchOrderBy;
  readonly descending: boolean;
}

/** A property that holds one text, compared without regard to case. */
export interface IsOneOf {
  readonly property: string;
  /** In lower case. */
  readonly values: readonly string[];
}

/** A property that holds a list, of which one member must be among these or begin so. */
export interface HasOneOf {
  readonly property: string;
  readonly values: readonly string[];
  readonly beginnings: readonly string[];
}

/** A property that holds a time: ISO 8601, UTC; from `low` on, before `high`. */
export interface LiesBetween {
  readonly property: string;
  readonly low: string;
  readonly high: string;
}

/** Which things are meant, in the terms of what is stored. */
export interface SearchCriteria {
  readonly kinds: readonly EntityKind[];
  readonly words?: SearchWords;
  /** Only among these. */
  readonly ids?: readonly string[];
  /** What belongs to one of these, or, where it belongs to none (a table), what one of them speaks of. */
  readonly services?: readonly string[];
  readonly isOneOf: readonly IsOneOf[];
  readonly hasOneOf: readonly HasOneOf[];
  readonly liesBetween: readonly LiesBetween[];
  /** Also what has ended. */
  readonly ended: boolean;
}

/** Where a thing stands in an order: what a page goes on behind. */
export interface SearchPlace {
  readonly up: string;
  readonly down: string;
  readonly name: string;
  readonly id: string;
}

export interface FoundRecord {
  readonly record: EntityRecord;
  readonly place: SearchPlace;
}

/** A figure to be met: `value` from `low` to `high`, the bounds themselves where they are included. */
export interface MetricBounds {
  readonly name: string;
  readonly low?: number;
  readonly high?: number;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
  /** Left out: measured on whatever data. */
  readonly dataset?: string;
  /** Empty: on the whole of it. */
  readonly slice: string;
}

/** Facets over properties that hold one value, or, for SERVICE, what a thing belongs to or is spoken of by. */
export const VALUE_FACETS = [
  'KIND',
  'SERVICE',
  'DOMAIN',
  'STAGE',
  'STATUS',
  'STATE',
  'TASK',
  'FRAMEWORK',
] as const;
export type ValueFacet = (typeof VALUE_FACETS)[number];

/** How many things have this combination of values. */
export interface ValueCount {
  readonly values: Partial<Record<ValueFacet, readonly string[]>>;
  readonly total: number;
}

/** What searching needs of the graph. The answers are the same, in the same order, whatever engine gives them. */
export interface SearchIndex {
  page(
    criteria: SearchCriteria,
    order: SearchOrder,
    after: SearchPlace | undefined,
    n: number,
  ): Promise<FoundRecord[]>;
  count(criteria: SearchCriteria): Promise<number>;
  countValues(criteria: SearchCriteria, facets: readonly ValueFacet[]): Promise<ValueCount[]>;
  /** How many things hold each member of a list property. */
  countMembers(criteria: SearchCriteria, property: string): Promise<{ value: string; total: number }[]>;
  /** The versions that have such a figure. */
  versionsWith(bounds: MetricBounds): Promise<{ service: string; model: string; version: string }[]>;
  /** The platform of each service that has said so. */
  platforms(): Promise<{ service: string; platform: string }[]>;
}
