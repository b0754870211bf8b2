import { graphql } from 'graphql';
import { LOCAL_OWNER } from '../../../src/catalog/access/principal.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphSearchIndex } from '../../../src/graph/graph-search.index.js';
import { GraphVersionTableReader } from '../../../src/graph/graph-version-table.reader.js';
import type { Query } from '../../../src/graph/query.js';
import { createContext, type CatalogPorts } from '../../../src/resolvers/context.js';
import { createSchema } from '../../../src/resolvers/schema.js';

export interface Asked<Data> {
  readonly data: Data;
  /** The statements that were sent to the engine, by name, in the order of their names. */
  readonly statements: readonly string[];
  /** How many things the statement of that name was about. */
  readonly asked: ReadonlyMap<string, number>;
  /** How many of them had to wait for one before: what a distant database makes a reader wait for. */
  readonly rounds: number;
}

const schema = createSchema();

/** Asks in GraphQL over a graph, and counts what that asks of the engine. */
export function askerOn(executor: GraphExecutor) {
  return async <Data>(source: string, variables: Record<string, unknown> = {}): Promise<Asked<Data>> => {
    const statements: string[] = [];
    const asked = new Map<string, number>();
    let rounds = 0;
    let running = 0;
    const counting = {
      ...{ info: executor.info, write: executor.write.bind(executor) },
      read: async (query: Query, params: Record<string, never>) => {
        statements.push(query.name);
        asked.set(query.name, (params['ids'] as readonly string[] | undefined)?.length ?? 0);
        if (running === 0) rounds += 1;
        running += 1;
        try {
          return await executor.read(query, params);
        } finally {
          running -= 1;
        }
      },
    } as unknown as GraphExecutor;
    const ports = {
      entities: new GraphEntityReader(counting),
      search: new GraphSearchIndex(counting),
      versionTables: new GraphVersionTableReader(counting),
    } as unknown as CatalogPorts;
    const contextValue = createContext(ports, LOCAL_OWNER);
    const { data, errors } = await graphql({ schema, source, variableValues: variables, contextValue });
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return { data: JSON.parse(JSON.stringify(data)) as Data, statements: statements.sort(), asked, rounds };
  };
}
