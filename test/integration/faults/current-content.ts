import type { GraphExecutor } from '../../../src/graph/executor.js';
import { catalogContent } from '../../support/documents.js';

/** Properties that tell when and how often something was written, and not what it is. */
const OF_WRITING = new Set(['since', 'until', 'revision', 'createdAt', 'updatedAt']);

/** What the catalog says now, without when it learned it: nodes that have not ended, and edges that are not past. */
export async function currentContent(executor: GraphExecutor): Promise<string[]> {
  const { nodes, edges } = await catalogContent(executor);
  const current = nodes.filter((line) => !/"until":/.test(line));
  const ids = new Set(current.map(idOf));
  const present = edges.filter((line) => {
    const [from = '', type = '', to = ''] = JSON.parse(line) as string[];
    return !type.startsWith('PAST_') && ids.has(from) && ids.has(to);
  });
  return [...current, ...present].map(withoutTimes).sort();
}

const idOf = (line: string): unknown => (JSON.parse(line) as [unknown, { id?: unknown }])[1].id;

const withoutTimes = (line: string): string =>
  JSON.stringify(JSON.parse(line, (key, value: unknown) => (OF_WRITING.has(key) ? undefined : value)));
