import { PEOPLE } from '../../catalog/curate/people.js';
import { ENTITY_KINDS } from '../../model/entities.js';
import { defineQueries } from '../query.js';

/** Where search looks: at one kind, or at everything and then at the kind. */
const LABELS = ['Entity', ...ENTITY_KINDS] as const;
export type SearchLabel = (typeof LABELS)[number];

export interface SearchParams {
  kinds: string[];
  /** With a space before it; null: whatever the text, or none. */
  seek: string | null;
  /** The other words, in the same way. */
  more: string[];
  services: string[] | null;
  isOneOf: { property: string; values: string[] }[];
  hasOneOf: { property: string; values: string[]; beginnings: string[] }[];
  liesBetween: { property: string; low: string; high: string }[];
  ended: boolean;
  /** For what is looked for among these alone. */
  ids: string[];
}

export interface SearchPageParams extends SearchParams {
  /** Names and words as they stand where they stand whole. */
  wholeName: string;
  wholeSeek: string;
  wholeMore: string[];
  by: string;
  descending: boolean;
  up: string;
  down: string;
  name: string;
  /** Null at the beginning. */
  afterId: string | null;
  n: number;
}

export interface SearchPageRow {
  n: Record<string, unknown>;
  up: string;
  down: string;
  name: string;
}

/** What a thing belongs to, or, where that is nothing, those that speak of it. */
export const SERVICES = `CASE WHEN n.service IS NULL
            THEN [s IN coalesce(n.claimSources, []) WHERE s <> "${PEOPLE}"] ELSE [n.service] END`;

/**
 * Properties are named by closed sets in code. What is not asked for costs next to nothing: the embedded engine takes
 * longer to go through an empty list than to see that it is empty.
 */
const CONDITIONS = `n.kind IN $kinds
     AND ($ended OR n.until IS NULL)
     AND (size($more) = 0 OR all(w IN $more WHERE n.searchText CONTAINS w))
     AND (size($isOneOf) = 0 OR all(c IN $isOneOf WHERE toLower(coalesce(n[c.property], "")) IN c.values))
     AND (size($hasOneOf) = 0 OR all(c IN $hasOneOf WHERE any(v IN coalesce(n[c.property], [])
          WHERE v IN c.values OR any(b IN c.beginnings WHERE v STARTS WITH b))))
     AND (size($liesBetween) = 0 OR all(c IN $liesBetween
          WHERE coalesce(n[c.property], "") >= c.low AND coalesce(n[c.property], "~") < c.high))
     AND ($services IS NULL OR any(s IN ${SERVICES} WHERE s IN $services))`;

const labelled = (label: SearchLabel): string => (label === 'Entity' ? '(n:Entity)' : `(n:Entity:${label})`);

/**
 * How things are come by. By text: its longest word first, alone, because Neo4j's text index answers that, and the embedded
 * engine tests it fastest. By kind alone: all of them. By id: a seek each.
 */
export const FOUND = {
  text: (label: SearchLabel) => `MATCH ${labelled(label)}
   WHERE n.searchText CONTAINS $seek
     AND ${CONDITIONS}`,
  kind: (label: SearchLabel) => `MATCH ${labelled(label)}
   WHERE ${CONDITIONS}`,
  ids: () => `UNWIND $ids AS id
   MATCH (n:Entity {id: id})
   WHERE ($seek IS NULL OR n.searchText CONTAINS $seek)
     AND ${CONDITIONS}`,
} as const;

/** The whole name, whole words of names, beginnings of words of names, all else. */
const RELEVANCE = `CASE WHEN n.searchName CONTAINS $wholeName THEN "0"
          WHEN n.searchName CONTAINS $wholeSeek
            AND (size($wholeMore) = 0 OR all(w IN $wholeMore WHERE n.searchName CONTAINS w)) THEN "1"
          WHEN n.searchName CONTAINS $seek
            AND (size($more) = 0 OR all(w IN $more WHERE n.searchName CONTAINS w)) THEN "2" ELSE "3" END`;

/**
 * Two keys make one text do for both directions: the one that is not meant is the same for all. What lacks the value
 * comes last either way ("~" is behind all times and kinds).
 */
const page = (found: string, relevance: string): string => `${found}
   WITH n, coalesce(n.nameKey, n.name, "") AS name,
        CASE $by WHEN "RELEVANCE" THEN ${relevance}
          WHEN "NAME" THEN coalesce(n.nameKey, n.name, "") WHEN "KIND" THEN n.kind
          WHEN "CREATED_AT" THEN n.createdAt WHEN "UPDATED_AT" THEN n.updatedAt
          WHEN "REGISTERED_AT" THEN n.registeredAt WHEN "SINCE" THEN n.since ELSE "" END AS key
   WITH n, name, CASE WHEN $descending THEN "" ELSE coalesce(key, "~") END AS up,
        CASE WHEN $descending THEN coalesce(key, "") ELSE "" END AS down
   WHERE $afterId IS NULL OR up > $up OR (up = $up AND (down < $down OR (down = $down
     AND (name > $name OR (name = $name AND n.id > $afterId)))))
   WITH n, up, down, name ORDER BY up, down DESC, name, n.id LIMIT $n
   RETURN n{.*} AS n, up, down, name`;

const count = (found: string): string => `${found}
   RETURN count(n) AS total`;

const WITHOUT_TEXT = '"0"';

/** A page of what holds all the words, in one of the orders: a keyset, so that writes neither skip nor repeat. */
export const searchByText = defineQueries<SearchLabel, SearchPageParams, SearchPageRow>(
  'search-by-text',
  'read',
  LABELS,
  (label) => page(FOUND.text(label), RELEVANCE),
);

/** The same where no text is looked for. */
export const searchByKind = defineQueries<SearchLabel, SearchPageParams, SearchPageRow>(
  'search-by-kind',
  'read',
  LABELS,
  (label) => page(FOUND.kind(label), WITHOUT_TEXT),
);

/** The same among given things. */
export const searchByIds = defineQueries<'Entity', SearchPageParams, SearchPageRow>(
  'search-by-ids',
  'read',
  ['Entity'],
  () => page(FOUND.ids(), RELEVANCE),
);

export const countByText = defineQueries<SearchLabel, SearchParams, { total: number }>(
  'count-by-text',
  'read',
  LABELS,
  (label) => count(FOUND.text(label)),
);

export const countByKind = defineQueries<SearchLabel, SearchParams, { total: number }>(
  'count-by-kind',
  'read',
  LABELS,
  (label) => count(FOUND.kind(label)),
);

export const countByIds = defineQueries<'Entity', SearchParams, { total: number }>(
  'count-by-ids',
  'read',
  ['Entity'],
  () => count(FOUND.ids()),
);
