import { join } from 'node:path';
import { describe } from 'vitest';
import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { neo4jOpener } from '../../support/engines.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';

/** A catalog that commands work on which are run in a directory. */
export interface CommandCatalog {
  readonly environment: Readonly<Record<string, string>>;
  /** Looks into the catalog while no process holds it. */
  look<Result>(at: (executor: GraphExecutor) => Promise<Result>): Promise<Result>;
}

type Tests = (openCatalog: (directory: string) => Promise<CommandCatalog>) => void;

/** The same tests for commands on the embedded engine, which they hold by its directory, and on Neo4j. */
export function describeForCommands(what: string, tests: Tests): void {
  describe(`${what}, on the embedded engine on disk`, () =>
    tests((directory) =>
      Promise.resolve({
        environment: {},
        look: async (at) => {
          const executor = GrafeoExecutor.open(join(directory, 'data'));
          try {
            return await at(executor);
          } finally {
            await executor.close();
          }
        },
      }),
    ));

  describeWithNeo4j(`${what}, on Neo4j`, () => {
    const open = neo4jOpener();
    tests(async () => {
      const { uri, user, password } = neo4j();
      const executor = await open();
      return {
        environment: {
          HEADWATER_NEO4J_URI: uri,
          HEADWATER_NEO4J_USER: user,
          HEADWATER_NEO4J_PASSWORD: password,
        },
        look: (at) => at(executor),
      };
    });
  });
}
