import { setTimeout as sleep } from 'node:timers/promises';
import neo4jDriver from 'neo4j-driver';
import { expect, it } from 'vitest';
import { neo4jOpener, testQuery } from '../../support/engines.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';

const MARK = 'sum of a million';
/** A second of work for the server. */
const slow = testQuery<object, { total: number }>(
  'read',
  `UNWIND range(1, 2000) AS a UNWIND range(1, 1000) AS b
   WITH a, b, '${MARK}' AS mark RETURN sum(a % 7 * b % 11) AS total`,
);

describeWithNeo4j('a question to Neo4j of which the connection is lost', () => {
  const open = neo4jOpener();

  it('is asked again, and answered', async () => {
    const executor = await open();
    const undisturbed = await executor.read(slow, {});
    const { uri, user, password } = neo4j();
    const other = neo4jDriver.driver(uri, neo4jDriver.auth.basic(user, password));
    const cut = async (): Promise<number> => {
      const { records } = await other.executeQuery(
        `SHOW TRANSACTIONS YIELD currentQuery, connectionId
         WHERE currentQuery CONTAINS $mark AND NOT currentQuery STARTS WITH 'SHOW' RETURN connectionId`,
        { mark: MARK },
      );
      for (const record of records)
        await other.executeQuery('CALL dbms.killConnection($id)', {
          id: record.get('connectionId') as string,
        });
      return records.length;
    };
    try {
      const asked = executor.read(slow, {});
      const end = performance.now() + 10_000;
      let cuts = 0;
      while ((cuts = await cut()) === 0 && performance.now() < end) await sleep(10);
      expect(cuts).toBe(1);
      expect(await asked).toEqual(undisturbed);
    } finally {
      await other.close();
    }
  });
});
