import { expect, it } from 'vitest';
import { Neo4jExecutor } from '../../../src/graph/engines/neo4j.executor.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';

const settings = (changes: object) => {
  const { uri, user, password } = neo4j();
  const waits = { poolSize: 2, connectTimeoutMs: 3000, transactionTimeoutMs: 3000 };
  return { uri, user, password, database: 'neo4j', ...waits, ...changes };
};

describeWithNeo4j('A connection to Neo4j', () => {
  it('says which product and version answers', async () => {
    const executor = await Neo4jExecutor.connect(settings({}));
    expect(executor.info).toMatchObject({
      engine: 'neo4j',
      version: expect.stringContaining('5.26') as unknown,
    });
    await executor.close();
  });

  it('names the user and the settings when the password is wrong, and keeps the password to itself', async () => {
    const refused = Neo4jExecutor.connect(settings({ password: 'not-this-one' }));
    await expect(refused).rejects.toThrow(/refuses the user "neo4j".*HEADWATER_NEO4J_PASSWORD/);
    await expect(refused).rejects.not.toThrow(/not-this-one/);
  });

  it('names the database that there is not', async () => {
    await expect(Neo4jExecutor.connect(settings({ database: 'elsewhere' }))).rejects.toThrow(
      /no database "elsewhere"/,
    );
  });

  it('names the address that nobody answers at', async () => {
    await expect(Neo4jExecutor.connect(settings({ uri: 'bolt://127.0.0.1:1' }))).rejects.toThrow(
      /bolt:\/\/127\.0\.0\.1:1/,
    );
  });
});
