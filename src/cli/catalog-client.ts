import { graphql, type GraphQLSchema } from 'graphql';
import type { Principal } from '../catalog/access/principal.js';
import { HeadwaterError } from '../errors.js';
import type { GraphqlResult } from './graphql-result.js';
import { expectedFailure } from '../resolvers/expected-failure.js';
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
    private readonly principal: Principal,
  ) {}

  async query(document: string, variables: Record<string, unknown> = {}): Promise<GraphqlResult> {
    const contextValue = createContext(this.ports, this.principal);
    const { data, errors } = await graphql({
      schema: this.schema,
      source: document,
      variableValues: variables,
      contextValue,
    });
    // Through JSON, as over HTTP: times become text, and `--json` prints the same either way.
    const plain = JSON.parse(JSON.stringify(data ?? null)) as Record<string, unknown> | null;
    if (!errors) return { data: plain };
    const shown = errors.map(
      ({ message, originalError, extensions }) => expectedFailure(originalError) ?? { message, extensions },
    );
    return { data: plain, errors: shown };
  }
}

export class HttpClient implements CatalogClient {
  constructor(
    readonly place: string,
    /** Sent with every request. */
    private readonly token?: string,
  ) {}

  async query(document: string, variables: Record<string, unknown> = {}): Promise<GraphqlResult> {
    const response = await this.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: document, variables }),
    });
    return (await response.json().catch(() => {
      throw new HeadwaterError(
        'UNAVAILABLE',
        `What answers at ${this.place} is no Headwater server: status ${response.status}, and no JSON.`,
      );
    })) as GraphqlResult;
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      const headers = new Headers(init.headers);
      if (this.token !== undefined) headers.set('authorization', `Bearer ${this.token}`);
      return await fetch(new URL(path, this.place), { ...init, headers });
    } catch (error) {
      const { cause, message } = error as Error & { cause?: Error };
      throw new HeadwaterError(
        'UNAVAILABLE',
        `The Headwater server at ${this.place} cannot be reached: ${cause?.message ?? message}.`,
      );
    }
  }
}
