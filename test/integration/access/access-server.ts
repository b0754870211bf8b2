import { request } from 'node:http';
import { loadConfig, type Config } from '../../../src/config.js';
import { createLog, openCatalog, startServer, type Catalog } from '../../../src/main.js';
import type { RunningServer } from '../../../src/server/http-server.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

export interface AccessServer {
  readonly url: string;
  readonly config: Config;
  readonly catalog: Catalog;
  close(): Promise<void>;
}

/** A server with nothing in it, on the embedded engine and a free port. */
export async function startAccessServer(
  env: Readonly<Record<string, string>> = {},
  prepare: (catalog: Catalog) => Promise<unknown> = () => Promise.resolve(),
): Promise<AccessServer> {
  const directory = await temporaryDirectory('access');
  const config = loadConfig({ data: directory.path, port: 0 }, env);
  const catalog = await openCatalog(config);
  let server: RunningServer;
  try {
    await prepare(catalog);
    server = await startServer(config, catalog, { orAnotherPort: false, log: createLog('silent') });
  } catch (error) {
    await catalog.close();
    await directory.remove();
    throw error;
  }
  return {
    ...{ url: server.url, config, catalog },
    async close() {
      await server.close();
      await catalog.close();
      await directory.remove();
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request as it is written, also with headers that a browser sets and `fetch` does not let be set. */
export function send(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body }: Asking = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, url),
      { method, headers, setHost: !('host' in headers) },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Asks by GraphQL, with a token where there is one. */
export const ask = (url: string, query: string, token?: string, variables: object = {}): Promise<Answer> =>
  send(url, '/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
