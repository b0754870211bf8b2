import { MAX_PAGE } from '../../src/resolvers/connection.js';
import type { Subject } from '../subject.js';

export interface Question {
  readonly id: string;
  /** Only the columns that are made from the one, or all that depends on the thing. */
  readonly columnsOnly: boolean;
}

interface Thing {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

interface Edge {
  readonly downstream: string;
  readonly type: string;
  readonly upstream: string;
}

/** All that is downstream, and the edges that were stated among it and the start. */
export interface Downstream {
  readonly things: Map<string, Thing>;
  readonly edges: Edge[];
}

const QUESTION = `query ($id: ID!, $filter: LineageFilter, $after: String) {
  lineage(id: $id, direction: DOWNSTREAM, filter: $filter, first: ${MAX_PAGE}, after: $after) {
    nodes { depth entity { id kind name } }
    edges { downstream type upstream }
    pageInfo { hasNextPage endCursor }
    answer { complete }
  }
}`;

interface Page {
  readonly nodes: readonly { readonly depth: number; readonly entity: Thing }[];
  readonly edges: readonly Edge[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly answer: { readonly complete: boolean };
}

/** Page after page until there is no next; an answer that was cut is none. */
export async function downstreamOf(
  { graphql }: Subject,
  { id, columnsOnly }: Question,
  take: (page: Page) => void,
): Promise<void> {
  const filter = columnsOnly ? { kinds: ['Column'] } : null;
  let after: string | null = null;
  do {
    const { lineage }: { lineage: Page } = await graphql.ask(QUESTION, { id, filter, after });
    if (!lineage.answer.complete) throw new Error('The product says that its answer is not complete.');
    take(lineage);
    after = lineage.pageInfo.hasNextPage ? lineage.pageInfo.endCursor : null;
  } while (after !== null);
}
