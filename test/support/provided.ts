import 'vitest';
import type { PythonEnvironment } from './python-env.js';

/** The names that `HEADWATER_TEST_PARTS` takes. */
export const PARTS = ['neo4j', 'mlflow', 'python', 'browser'] as const;

export type Part = (typeof PARTS)[number];

export interface Neo4jPart {
  uri: string;
  user: string;
  password: string;
  /** A file that only one suite at a time may hold; `describeWithNeo4j` takes care of it. */
  lock: string;
}

/** A part that this run does without, in words for the person who reads the end of the run. */
export interface LeftOut {
  part: Part;
  why: string;
  howToGet: string;
}

/** What `global-setup.ts` hands to the tests; `real-parts.ts` is how they ask for it. */
declare module 'vitest' {
  export interface ProvidedContext {
    neo4j: Neo4jPart | null;
    mlflow: { url: string } | null;
    python: PythonEnvironment | null;
    browser: { executable: string } | null;
    leftOut: LeftOut[];
  }
}
