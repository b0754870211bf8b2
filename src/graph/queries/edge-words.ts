import { LINEAGE_TYPES } from '../../model/relations.js';
import { defineQuery } from '../query.js';
import { HELD, LINEAGE_EVER } from './held-at.js';

type Pairs = { pairs: { downstream: string; upstream: string }[] };

export interface EdgeWordRow {
  downstream: string;
  /** Of an edge that has ended it begins with PAST_. */
  type: string;
  upstream: string;
  edge: Record<string, unknown>;
}

const RETURN = 'RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge';

/**
 * All that the edges between two things say of themselves. A walk reads only what it judges by; the rest is asked for
 * where it is shown, which is a page. From the downstream end, where a thing has few edges even if it hangs on a hub.
 */
export const edgeWords = defineQuery<Pairs, EdgeWordRow>(
  'edge-words',
  'read',
  `UNWIND $pairs AS pair
   MATCH (d:Entity {id: pair.downstream})-[r:${LINEAGE_TYPES.join('|')}]->(u:Entity {id: pair.upstream})
   ${RETURN}`,
);

export const edgeWordsAt = defineQuery<Pairs & { at: string }, EdgeWordRow>(
  'edge-words-at',
  'read',
  `UNWIND $pairs AS pair
   MATCH (d:Entity {id: pair.downstream})-[r:${LINEAGE_EVER}]->(u:Entity {id: pair.upstream})
   WHERE ${HELD('r')}
   ${RETURN}`,
);
