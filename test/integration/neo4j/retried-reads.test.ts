import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Neo4jExecutor } from '../../../src/graph/engines/neo4j.executor.js';
import { neo4jOpener, testQuery } from '../../support/engines.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';
import { underWay } from '../../support/under-way.js';

const MARK = 'sum of a million';
/** A second of work for the server. */
const slow = testQuery<object, { total: number }>(
  'read',
  `UNWIND range(1, 2000) AS a UNWIND range(1, 1000) AS b
   WITH a, b, '${MARK}' AS mark RETURN sum(a % 7 * b % 11) AS total`,
);

/** A wire to Neo4j that can be cut. */
async function startWire(target: URL): Promise<{ uri: string; cut(): number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => sockets.delete(one));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): number => {
    const all = [...sockets];
    for (const socket of all) socket.destroy();
    return all.length;
  };
  return {
    uri: `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}

describeWithNeo4j('a question to Neo4j of which the connection is lost', () => {
  const open = neo4jOpener();

  it('is asked again, and answered', async () => {
    const observer = await open();
    const { uri, user, password } = neo4j();
    const wire = await startWire(new URL(uri));
    const executor = await Neo4jExecutor.connect({
      ...{ uri: wire.uri, user, password, database: 'neo4j' },
      ...{ poolSize: 2, connectTimeoutMs: 10_000, transactionTimeoutMs: 60_000 },
    });
    try {
      const asked = executor.read(slow, {});
      while ((await underWay(observer, MARK)) === 0) await sleep(10);
      expect(wire.cut()).toBeGreaterThan(0);
      expect(await asked).toEqual(await observer.read(slow, {}));
    } finally {
      await executor.close();
      wire.close();
    }
  });
});
