import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { findLineage } from '../../../src/catalog/lineage/find-lineage.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphLineageReader } from '../../../src/graph/graph-lineage.reader.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine, neo4jOpener, testQuery } from '../../support/engines.js';
import { loadGraph, type TestGraph } from '../../support/graphs.js';
import { describeWithNeo4j } from '../../support/real-parts.js';
import { underWay } from '../../support/under-way.js';

const LENGTH = 60;
const table = (n: number): string => entityId('Table', 'db', `t${n}`);

/** Each table from the one before. */
const chain: TestGraph = {
  nodes: Array.from({ length: LENGTH }, (_, n) => ({
    ...{ id: table(n), kind: 'Table' as const },
    properties: { kind: 'Table', name: `t${n}`, since: '2026-01-01T00:00:00.000Z' },
  })),
  edges: Array.from({ length: LENGTH - 1 }, (_, n) => ({
    ...{ from: table(n + 1), type: 'DERIVED_FROM', to: table(n) },
    properties: { stated: 'RECORDED', by: 's', via: '', since: '2026-01-01T00:00:00.000Z' },
  })),
};

describeOnEveryEngine('a walk that nobody waits for any more', (open) => {
  it('ends between two steps, and asks nothing further', async () => {
    const executor = await open();
    await loadGraph(executor, chain);
    const gone = new AbortController();
    const reason = new Error('gone away');
    let asked = 0;
    const watching = {
      ...{ info: executor.info, writes: 0 },
      read: async (...[query, params, options]: Parameters<GraphExecutor['read']>) => {
        asked += 1;
        const rows = await executor.read(query, params, options);
        if (asked === 3) gone.abort(reason);
        return rows;
      },
    } as unknown as GraphExecutor;
    // At a moment each question takes one step.
    const terms = { asOf: '2026-06-01T00:00:00.000Z', signal: gone.signal };
    const walk = findLineage(new GraphLineageReader(watching).under(terms), table(0), {
      direction: 'DOWNSTREAM',
    });
    await expect(walk).rejects.toBe(reason);
    const before = asked;
    expect(before).toBeLessThan(10);
    await sleep(50);
    expect(asked).toBe(before);
    asked = 10;
    const whole = await findLineage(new GraphLineageReader(watching).under({ asOf: terms.asOf }), table(0), {
      direction: 'DOWNSTREAM',
    });
    expect(whole.nodes).toHaveLength(LENGTH);
    expect(asked, 'many more steps were to come').toBeGreaterThan(LENGTH);
  });

  it('asks nothing at all when it was given up before it began', async () => {
    const executor = await open();
    const signal = AbortSignal.abort(new Error('too late'));
    const reader = new GraphLineageReader(executor).under({ signal });
    await expect(findLineage(reader, table(0), { direction: 'UPSTREAM' })).rejects.toThrow('too late');
  });
});

describeWithNeo4j('a question to Neo4j that nobody waits for any more', () => {
  const open = neo4jOpener();
  const MARK = 'count of many';
  /** Minutes of work for the server. */
  const long = testQuery<object, { total: number }>(
    'read',
    `UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b
     WITH a, b, '${MARK}' AS mark RETURN sum(a % 7 * b % 11) AS total`,
  );

  it('is stopped there, and not only forgotten here', async () => {
    const executor = await open();
    const until = async (wanted: number, milliseconds: number): Promise<void> => {
      const end = performance.now() + milliseconds;
      while ((await underWay(executor, MARK)) !== wanted && performance.now() < end) await sleep(20);
      expect(await underWay(executor, MARK)).toBe(wanted);
    };
    const gone = new AbortController();
    const reason = new Error('gone away');
    const asked = executor.read(long, {}, { signal: gone.signal });
    const ended = expect(asked).rejects.toBe(reason);
    await until(1, 10_000);
    gone.abort(reason);
    await ended;
    await until(0, 1000);
  });
});
