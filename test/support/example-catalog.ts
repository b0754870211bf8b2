import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig, type Config } from '../../src/config.js';
import { startReplayServer } from '../../src/demo/replay-server.js';
import { createLog, openCatalog, startServer, type Catalog } from '../../src/main.js';
import { temporaryDirectory } from './temp-dir.js';

export const EXAMPLE = fileURLToPath(new URL('../../examples/churn/', import.meta.url));

export interface ExampleServer {
  readonly url: string;
  readonly config: Config;
  readonly catalog: Catalog;
  close(): Promise<void>;
}

/** The configuration of the example, with its registry at the recording. */
export async function exampleConfig(data: string): Promise<{ config: Config; close: () => Promise<void> }> {
  const replay = await startReplayServer(join(EXAMPLE, 'recording'));
  const config = loadConfig({ config: join(EXAMPLE, 'headwater.yaml'), data, port: 0 }, {});
  const services = config.services.map((service) =>
    service.type === 'mlflow' ? { ...service, url: replay.url, publicUrl: service['url'] } : service,
  );
  return { config: { ...config, services }, close: () => replay.close() };
}

/** A server on the embedded engine that has the example in it, read by the real connectors. */
export async function startExampleServer(): Promise<ExampleServer> {
  const directory = await temporaryDirectory('example');
  const { config, close } = await exampleConfig(directory.path);
  const catalog = await openCatalog(config);
  for (const { name } of config.services) {
    const { state, reason } = await catalog.syncs.start(name);
    if (state !== 'COMPLETE') throw new Error(`The sync of ${name} ended ${state}: ${reason ?? ''}`);
  }
  const server = await startServer(config, catalog, { orAnotherPort: false, log: createLog('silent') });
  return {
    url: server.url,
    config,
    catalog,
    async close() {
      await server.close();
      await catalog.close();
      await close();
      await directory.remove();
    },
  };
}

export interface GraphqlAnswer {
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** Asks a server over HTTP, as any client would. */
export async function askOverHttp(
  url: string,
  query: string,
  variables: object = {},
): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphqlAnswer;
}
