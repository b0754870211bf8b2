import { afterAll, beforeAll, describe, inject, type ProvidedContext } from 'vitest';
import { acquireFileLock } from './file-lock.js';

type RealParts = Pick<ProvidedContext, 'neo4j' | 'mlflow' | 'python' | 'browser'>;

/** Other files may hold the database for as long as their tests last. */
const QUEUE_MS = 15 * 60_000;

/** The Neo4j of this run. Ask inside `describeWithNeo4j`. */
export const neo4j = () => present('neo4j');

/** The MLflow of this run, with the churn example's registry in it. Ask inside `describeWithMlflow`. */
export const mlflow = () => present('mlflow');

/** The Python environment of this run. Ask inside `describeWithPython`. */
export const python = () => present('python');

/** The browser of this run. Ask inside `describeWithBrowser`. */
export const browser = () => present('browser');

/**
 * A suite that needs Neo4j, skipped where it is left out. Only one such suite runs at a time, over all files: the
 * community edition has a single database, and a suite may empty it.
 */
export function describeWithNeo4j(name: string, body: () => void): void {
  describe.runIf(provided('neo4j'))(name, () => {
    let release: () => Promise<void>;
    beforeAll(async () => {
      release = await acquireFileLock(neo4j().lock);
    }, QUEUE_MS);
    afterAll(() => release());
    body();
  });
}

/** A suite that needs MLflow, skipped where it is left out. All suites share it: one that changes it starts its own. */
export function describeWithMlflow(name: string, body: () => void): void {
  describe.runIf(provided('mlflow'))(name, body);
}

/** A suite that looks at pages, skipped where no browser is installed. */
export function describeWithBrowser(name: string, body: () => void): void {
  describe.runIf(provided('browser'))(name, body);
}

/** A suite that runs Python, skipped where it is left out. */
export function describeWithPython(name: string, body: () => void): void {
  describe.runIf(provided('python'))(name, body);
}

function provided<P extends keyof RealParts>(part: P): RealParts[P] {
  const value = inject(part);
  if (value === undefined) {
    throw new Error(`test/unit starts no ${part}: a test that needs it belongs in contract or integration`);
  }
  return value;
}

function present<P extends keyof RealParts>(part: P): NonNullable<RealParts[P]> {
  const value = provided(part);
  if (!value) {
    throw new Error(`${part} is left out of this run; put the test into the describeWith… of its part`);
  }
  return value;
}
