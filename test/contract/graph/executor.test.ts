import { expect, it } from 'vitest';
import { Neo4jExecutor } from '../../../src/graph/engines/neo4j.executor.js';
import { migrate, SCHEMA_VERSION } from '../../../src/graph/migrations.js';
import { readSchemaVersion } from '../../../src/graph/queries/schema-version.js';
import { canonicalGraph } from '../../support/canonical-graph.js';
import { describeOnEveryEngine, testQuery } from '../../support/engines.js';
import { freePort } from '../../support/free-port.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';

const setNumber = testQuery<{ id: string; number: number }, { number: number }>(
  'write',
  'MERGE (n:Entity {id: $id}) SET n.number = $number RETURN n.number AS number',
);
const getNumber = testQuery<{ id: string }, { number: number }>(
  'read',
  'MATCH (n:Entity {id: $id}) RETURN n.number AS number',
);
const broken = testQuery<object, object>('write', 'MATCH (n:Entity) RETURN n.id AS id ORDER BY missing');

describeOnEveryEngine('an engine', (open) => {
  it('shows a write to the very next read', async () => {
    const executor = await open();
    for (let number = 0; number < 50; number += 1) {
      await executor.write((tx) => tx.run(setNumber, { id: 'a', number }));
      expect(await executor.read(getNumber, { id: 'a' })).toEqual([{ number }]);
    }
  });

  it('counts what a transaction has written, over all its statements', async () => {
    const executor = await open();
    const { result, counters } = await executor.write(async (tx) => {
      await tx.run(setNumber, { id: 'a', number: 1 });
      return tx.run(setNumber, { id: 'b', number: 2 });
    });
    expect(result).toEqual([{ number: 2 }]);
    expect(counters).toMatchObject({ nodesCreated: 2, relationshipsCreated: 0, nodesDeleted: 0 });
  });

  it('sees its own writes within a transaction, which others do not until it ends', async () => {
    const executor = await open();
    await executor.write(async (tx) => {
      await tx.run(setNumber, { id: 'a', number: 7 });
      expect(await tx.run(getNumber, { id: 'a' })).toEqual([{ number: 7 }]);
      expect(await executor.read(getNumber, { id: 'a' })).toEqual([]);
    });
    expect(await executor.read(getNumber, { id: 'a' })).toEqual([{ number: 7 }]);
  });

  it('leaves nothing of a transaction in which a statement fails, and takes the next', async () => {
    const executor = await open();
    const before = await canonicalGraph(executor);
    await expect(
      executor.write(async (tx) => {
        await tx.run(setNumber, { id: 'a', number: 1 });
        await tx.run(broken, {});
      }),
    ).rejects.toThrow();
    expect(await canonicalGraph(executor)).toEqual(before);
    await executor.write((tx) => tx.run(setNumber, { id: 'a', number: 2 }));
    expect(await executor.read(getNumber, { id: 'a' })).toEqual([{ number: 2 }]);
  });

  it('loses no write of many that come at once', async () => {
    const executor = await open();
    const add = testQuery<object, object>(
      'write',
      'MERGE (n:Entity {id: "sum"}) SET n.id = "sum" SET n.number = coalesce(n.number, 0) + 1',
    );
    await Promise.all(Array.from({ length: 30 }, () => executor.write((tx) => tx.run(add, {}))));
    expect(await executor.read(getNumber, { id: 'sum' })).toEqual([{ number: 30 }]);
  });

  it('can be brought to the schema again at every start, and by several at once', async () => {
    const executor = await open();
    const before = await canonicalGraph(executor);
    await Promise.all([migrate(executor), migrate(executor)]);
    await migrate(executor);
    expect(await canonicalGraph(executor)).toEqual(before);
    expect(await executor.read(readSchemaVersion, {})).toEqual([{ version: SCHEMA_VERSION }]);
  });

  it('holds each id once', async () => {
    const executor = await open();
    await executor.write((tx) => tx.run(setNumber, { id: 'a', number: 1 }));
    const again = testQuery<object, object>('write', 'CREATE (n:Entity {id: "a"})');
    await expect(executor.write((tx) => tx.run(again, {}))).rejects.toThrow();
    expect((await canonicalGraph(executor)).nodes.filter((line) => line.includes('"a"'))).toHaveLength(1);
  });
});

describeWithNeo4j('a Neo4j that cannot be used', () => {
  const limits = { poolSize: 2, connectTimeoutMs: 5_000, transactionTimeoutMs: 1_000 };
  const settings = () => {
    const { uri, user, password } = neo4j();
    return { uri, user, password, database: 'neo4j', ...limits };
  };

  it('is named at once, when nothing listens there', async () => {
    const uri = `bolt://127.0.0.1:${await freePort()}`;
    await expect(Neo4jExecutor.connect({ ...settings(), uri })).rejects.toMatchObject({
      ...{ code: 'UNAVAILABLE', message: expect.stringContaining(uri) },
    });
  });

  it('says so when it refuses the password, without repeating it', async () => {
    const failure = await Neo4jExecutor.connect({ ...settings(), password: 'a wrong one' }).catch(
      (error: unknown) => error as Error,
    );
    if (failure instanceof Neo4jExecutor) {
      await failure.close(); // a server given for the tests may let anyone in
      return;
    }
    expect(failure).toMatchObject({ code: 'UNAVAILABLE' });
    expect(failure.message).toContain('HEADWATER_NEO4J_PASSWORD');
    expect(failure.message).not.toContain('a wrong one');
  });

  it('says so when it has no such database', async () => {
    await expect(Neo4jExecutor.connect({ ...settings(), database: 'absent' })).rejects.toMatchObject({
      ...{ code: 'UNAVAILABLE', message: expect.stringContaining('HEADWATER_NEO4J_DATABASE') },
    });
  });

  it('is stopped when a question takes longer than allowed, and the error says that', async () => {
    const executor = await Neo4jExecutor.connect(settings());
    try {
      const endless = testQuery<object, object>(
        'read',
        'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS sum',
      );
      await expect(executor.read(endless, {})).rejects.toMatchObject({
        ...{ code: 'UNAVAILABLE', message: expect.stringContaining('longer than allowed') },
      });
    } finally {
      await executor.close();
    }
  });
});
