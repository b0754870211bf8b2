import neo4jDriver from 'neo4j-driver';
import { expect, it } from 'vitest';
import {
  describeWithMlflow,
  describeWithNeo4j,
  describeWithPython,
  mlflow,
  neo4j,
  python,
} from '../../support/real-parts.js';
import { runTool } from '../../support/run-tool.js';

/** A server that the tests did not start may be of another patch and may let anyone in. */
const given = process.env['HEADWATER_TEST_NEO4J_URI'] !== undefined;

describeWithNeo4j('the Neo4j of the tests', () => {
  const connect = (password: string) =>
    neo4jDriver.driver(neo4j().uri, neo4jDriver.auth.basic(neo4j().user, password));

  it('answers Cypher as version 5.26.16', async () => {
    const driver = connect(neo4j().password);
    try {
      const { records } = await driver.executeQuery('CALL dbms.components() YIELD versions');
      const [version] = records[0]?.get('versions') as string[];
      expect(version).toEqual(given ? expect.stringMatching(/^5\./) : '5.26.16');
    } finally {
      await driver.close();
    }
  });

  it.skipIf(given)('refuses a wrong password', async () => {
    const driver = connect('wrong');
    try {
      await expect(driver.verifyConnectivity()).rejects.toThrow(/unauthorized/);
    } finally {
      await driver.close();
    }
  });
});

describeWithMlflow('the MLflow of the tests', () => {
  it('answers as version 3.17.2', async () => {
    const answer = await fetch(`${mlflow().url}/version`);
    expect(await answer.text()).toBe('3.17.2');
  });

  it('holds the models of the churn example', async () => {
    const answer = await fetch(`${mlflow().url}/api/2.0/mlflow/registered-models/search?max_results=100`);
    const { registered_models: models } = (await answer.json()) as {
      registered_models: Array<{ name: string }>;
    };
    expect(models.map((model) => model.name)).toContain('customer_churn_predictor');
  });
});

describeWithPython('the Python environment of the tests', () => {
  it('holds the locked packages', async () => {
    const versions =
      'from importlib.metadata import version as v; print(v("pyshacl"), v("openlineage-python"))';
    expect((await runTool(python().python, ['-c', versions])).trim()).toBe('0.40.1 1.54.0');
  });
});
