import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBrowser } from './browser.js';
import { startChurnMlflow } from './churn-registry.js';
import { givenNeo4j } from './given-neo4j.js';
import { startNeo4j } from './neo4j-server.js';
import type { LeftOut, Part } from './provided.js';
import { pythonEnvironment, type PythonEnvironment } from './python-env.js';
import { UnavailablePart } from './unavailable-part.js';
import { wantedParts } from './wanted-parts.js';

/**
 * Starts the real parts once for all test files, side by side, and returns what ends them.
 *
 * A part that cannot be had is left out and listed. A part that is there and does not work stops the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const wanted = wantedParts(process.env['HEADWATER_TEST_PARTS']);
  const leftOut: LeftOut[] = [];
  const ends: Array<() => Promise<void>> = [];
  const endAll = async () => {
    await Promise.all(ends.map((end) => end()));
  };

  /** What `start` brings, or null with an entry in `leftOut`. */
  async function part<T>(name: Part, start: () => T | Promise<T>): Promise<T | null> {
    const begun = Date.now();
    try {
      if (!wanted.has(name)) {
        throw new UnavailablePart(
          `HEADWATER_TEST_PARTS is "${process.env['HEADWATER_TEST_PARTS']}".`,
          `Unset it, or add ${name} to it.`,
        );
      }
      const started = await start();
      console.log(`${name}: ready after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      return started;
    } catch (error) {
      if (!(error instanceof UnavailablePart)) {
        throw error;
      }
      leftOut.push({ part: name, why: error.why, howToGet: error.howToGet });
      return null;
    }
  }

  async function neo4j() {
    const given = await givenNeo4j(process.env);
    if (given) {
      return given;
    }
    const server = await startNeo4j();
    ends.push(() => server.stop());
    const { uri, user, password, directory } = server;
    return { uri, user, password, lock: join(directory, 'headwater-tests.lock') };
  }

  async function mlflow(python: PythonEnvironment | null) {
    if (!python) {
      throw new UnavailablePart('It runs on Python, which is left out.', 'Get Python as said there.');
    }
    const server = await startChurnMlflow(python);
    ends.push(() => server.stop());
    return { url: server.url };
  }

  const page = part('browser', () => findBrowser(process.env));
  const graph = part('neo4j', neo4j);
  const environment = part('python', pythonEnvironment);
  const registry = environment.then((python) => part('mlflow', () => mlflow(python)));

  const started = await Promise.allSettled([page, graph, environment, registry]);
  const failed = started.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await endAll();
    throw failed.reason;
  }
  project.provide('neo4j', await graph);
  project.provide('python', await environment);
  project.provide('mlflow', await registry);
  project.provide('browser', await page);
  project.provide('leftOut', leftOut);
  return endAll;
}
