import type { EntityKind } from '../../model/entities.js';
import { defineQueries } from '../query.js';
import { everOf, HELD } from './held-at.js';

type Pairs = { pairs: { downstream: string; upstream: string }[] };
type PairRow = { downstream: string; upstream: string; known: boolean };

/** How a step of a pattern is written: `edge` from one thing to another by these types, and what must hold of it. */
interface Writing {
  edge(...types: string[]): string;
  /** Follows the pattern: conditions on its edges, and on these things of it; begins with WHERE, or is empty. */
  where(things: readonly string[], ...more: string[]): string;
}

/** What may stand between two things, one of which is a table: for each form another pattern says what is known. */
export const DETAIL_FORMS = ['tables', 'writes', 'predictions', 'versions', 'runs', 'readers'] as const;
export type DetailForm = (typeof DETAIL_FORMS)[number];

/** Of two ids, by the kinds in them. */
export function detailForm(downstream: EntityKind, upstream: EntityKind): DetailForm {
  if (upstream === 'Pipeline') return 'writes';
  if (upstream !== 'Table') return 'predictions';
  if (downstream === 'Table') return 'tables';
  if (downstream === 'MLModelVersion') return 'versions';
  return downstream === 'TrainingRun' ? 'runs' : 'readers';
}

/**
 * Whether it is known by columns what a dependent takes from a table, version or pipeline. Where it is, the
 * edge between the two as wholes says nothing about one column; where it is not, it is all there is.
 *
 * Fixed-length patterns only, each with both ends bound, and for each pair only those that its kinds allow: a question
 * with all of them looked six times as long. A version's detail counts as known when a feature of it comes from the
 * table and none of its features is of unknown origin; a run's, when a version that it made has a feature from the
 * table; a table's from a pipeline, when any of its columns says where it comes from.
 *
 * The first pattern is two, because one takes no edge twice: a table that is loaded incrementally is made from itself,
 * and a column of it from that same column.
 */
const text = (form: DetailForm, write: () => Writing): string => {
  const exists = (pattern: (w: Writing) => string, things: readonly string[], ...more: string[]): string => {
    const w = write();
    return `EXISTS { MATCH ${pattern(w)} ${w.where(things, ...more)} }`;
  };
  const takesColumns = (): string =>
    exists((w) => `(d)${w.edge('READS', 'CONSUMES', 'DERIVED_FROM')}(x:Entity)<-[:HAS_COLUMN]-(u)`, ['x']);
  const known: Record<DetailForm, () => string> = {
    tables: () =>
      `${exists((w) => `(d)-[:HAS_COLUMN]->(c:Entity)${w.edge('DERIVED_FROM')}(x:Entity) MATCH (x)<-[:HAS_COLUMN]-(u)`, ['c', 'x'])} OR ${takesColumns()}`,
    writes: () =>
      exists((w) => `(d)-[:HAS_COLUMN]->(c:Entity)${w.edge('DERIVED_FROM', 'PREDICTED_BY')}(:Entity)`, ['c']),
    predictions: () => exists((w) => `(d)-[:HAS_COLUMN]->(c:Entity)${w.edge('PREDICTED_BY')}(u)`, ['c']),
    versions: () => {
      const ofUnknownOrigin = exists(
        (w) => `(d)${w.edge('USES_FEATURE')}(f:Entity)`,
        ['f'],
        `NOT ${exists((w) => `(f)${w.edge('DERIVED_FROM')}(:Entity)`, [])}`,
      );
      return `${exists((w) => `(d)${w.edge('USES_FEATURE')}(f:Entity)${w.edge('DERIVED_FROM')}(x:Entity)<-[:HAS_COLUMN]-(u)`, ['f', 'x'])} AND NOT ${ofUnknownOrigin}`;
    },
    runs: () =>
      exists(
        (w) =>
          `(d)<${w.edge('PRODUCED_BY').slice(0, -1)}(v:Entity)${w.edge('USES_FEATURE')}(f:Entity)${w.edge('DERIVED_FROM')}(x:Entity)<-[:HAS_COLUMN]-(u)`,
        ['v', 'f', 'x'],
      ),
    readers: takesColumns,
  };
  return `UNWIND $pairs AS pair
   MATCH (d:Entity {id: pair.downstream})
   MATCH (u:Entity {id: pair.upstream})
   RETURN pair.downstream AS downstream, pair.upstream AS upstream, (${known[form]()}) AS known`;
};

const present = (): Writing => ({
  edge: (...types) => `-[:${types.join('|')}]->`,
  where: (_, ...more) => (more.length > 0 ? `WHERE ${more.join(' AND ')}` : ''),
});

/** Each edge of the text gets a name of its own: one that is used twice would be one edge. */
function atMoment(): () => Writing {
  let named = 0;
  return () => {
    const edges: string[] = [];
    return {
      edge(...types) {
        named += 1;
        edges.push(`r${named}`);
        return `-[r${named}:${everOf(...types)}]->`;
      },
      where: (things, ...more) => `WHERE ${[...[...edges, ...things].map(HELD), ...more].join(' AND ')}`,
    };
  };
}

export const columnDetail = defineQueries<DetailForm, Pairs, PairRow>(
  'column-detail',
  'read',
  DETAIL_FORMS,
  (form) => text(form, present),
);

export const columnDetailAt = defineQueries<DetailForm, Pairs & { at: string }, PairRow>(
  'column-detail-at',
  'read',
  DETAIL_FORMS,
  (form) => text(form, atMoment()),
);
