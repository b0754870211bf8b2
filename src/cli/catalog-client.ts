import { graphql, type GraphQLSchema } from 'graphql';
import { LOCAL_OWNER } from '../catalog/access/principal.js';
import { HeadwaterError } from '../errors.js';
import type { GraphqlResult } from './graphql-result.js';
import { createContext, type CatalogPorts } from '../resolvers/context.js';

/** Asks the catalog: in this process, or the server that holds it. Commands need not know which. */
export interface CatalogClient {
  /** Where the answers come from, for a person. */
  readonly place: string;
  query(document: string, variables?: Record<string, unknown>): Promise<GraphqlResult>;
}

export class LocalClient implements CatalogClient {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly ports: CatalogPorts,
    readonly place: string,
  ) {}

  async query(document: string, variables: Record<string, unknown> = {}): Promise<GraphqlResult> {
    const contextValue = createContext(this.ports, LOCAL_OWNER);
    const { data, errors } = await graphql({
      schema: this.schema,
      source: document,
      variableValues: variables,
      contextValue,
    });
    // Through JSON, as over HTTP: times become text, and `--json` prints the same either way.
    const plain = JSON.parse(JSON.stringify(data ?? null)) as Record<string, unknown> | null;
    if (!errors) return { data: plain };
    const shown = errors.map(({ message, originalError, extensions }) => ({
      message,
      extensions:
        originalError instanceof HeadwaterError
          ? { code: originalError.code, ...originalError.details }
          : extensions,
    }));
    return { data: plain, errors: shown };
  }
}

export class HttpClient implements CatalogClient {
  constructor(readonly place: string) {}

  async query(document: string, variables: Record<string, unknown> = {}): Promise<GraphqlResult> {
    const response = await this.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: document, variables }),
    });
    return (await response.json()) as GraphqlResult;
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(new URL(path, this.place), init);
    } catch (error) {
      const { cause, message } = error as Error & { cause?: Error };
      throw new HeadwaterError(
        'UNAVAILABLE',
        `The Headwater server at ${this.place} cannot be reached: ${cause?.message ?? message}.`,
      );
    }
  }
}
