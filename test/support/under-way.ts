import type { GraphExecutor } from '../../src/graph/executor.js';
import { testQuery } from './engines.js';

const running = testQuery<object, { currentQuery: string }>(
  'read',
  'SHOW TRANSACTIONS YIELD currentQuery, status RETURN currentQuery',
);

/** How many texts with these words a Neo4j is working on. */
export async function underWay(executor: GraphExecutor, words: string): Promise<number> {
  const rows = await executor.read(running, {});
  return rows.filter(({ currentQuery }) => currentQuery.includes(words)).length;
}
