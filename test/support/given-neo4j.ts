import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import type { Neo4jPart } from './provided.js';

/**
 * The Neo4j that `HEADWATER_TEST_NEO4J_URI` names, if it names one: the tests then use it in place of one of their
 * own, and empty it. A server that does not answer stops the run here, and not as a failure of each test.
 */
export async function givenNeo4j(env: NodeJS.ProcessEnv): Promise<Neo4jPart | undefined> {
  const uri = env['HEADWATER_TEST_NEO4J_URI'];
  if (!uri) {
    return undefined;
  }
  const user = env['HEADWATER_TEST_NEO4J_USER'] ?? 'neo4j';
  const password = env['HEADWATER_TEST_NEO4J_PASSWORD'] ?? '';
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
    connectionAcquisitionTimeout: 10_000,
  });
  try {
    await driver.verifyConnectivity();
    await driver.verifyAuthentication();
  } catch (error) {
    throw new Error(
      `HEADWATER_TEST_NEO4J_URI: ${uri} does not answer as ${user}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  } finally {
    await driver.close();
  }
  // One name for one server: two runs on the same one take turns.
  const name = createHash('sha256').update(uri).digest('hex').slice(0, 16);
  return { uri, user, password, lock: join(tmpdir(), `headwater-neo4j-${name}.lock`) };
}
