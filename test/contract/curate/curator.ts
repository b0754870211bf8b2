import { graphql } from 'graphql';
import type { Principal } from '../../../src/catalog/access/principal.js';
import { loadConfig } from '../../../src/config.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { catalogOn } from '../../../src/main.js';
import { createContext } from '../../../src/resolvers/context.js';
import { createSchema } from '../../../src/resolvers/schema.js';

/** Asks a catalog by GraphQL as somebody; answers the data, and fails the test on errors. */
export type Curator = (
  source: string,
  variableValues?: Record<string, unknown>,
) => Promise<Record<string, unknown>>;

const schema = createSchema();

export function curator(executor: GraphExecutor, principal: Principal): Curator {
  const { ports } = catalogOn(executor, loadConfig({}, {}));
  return async (source, variableValues = {}) => {
    const { data, errors } = await graphql({
      ...{ schema, source, variableValues },
      contextValue: createContext(ports, principal),
    });
    if (errors) throw errors[0]?.originalError ?? new Error(errors[0]?.message);
    return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  };
}
