import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig, type Config } from '../../../src/config.js';
import { createLog, openCatalog, startServer, type Catalog, type ServerOptions } from '../../../src/main.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

export interface ReceivingServer {
  readonly url: string;
  readonly config: Config;
  readonly catalog: Catalog;
  /** Sends events; what is no text is sent as JSON. */
  post(body: unknown, options?: { batch?: boolean; headers?: Record<string, string> }): Promise<Answer>;
  /** Waits until the catalog has a thing of that id, or as long as it is not there any more. */
  until(id: string, there?: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export const CONFIGURATION = `services:
  - name: pipelines
    type: openlineage
    receive: true
`;

const QUICK = { gather: 20, rest: 20, retry: 50 };

/** A server that receives events, with an empty catalog on the embedded engine. */
export async function startReceivingServer(
  receiving: ServerOptions['receiving'] = {},
  prepare: (catalog: Catalog) => Promise<unknown> = () => Promise.resolve(),
): Promise<ReceivingServer> {
  const directory = await temporaryDirectory('receiver');
  const file = join(directory.path, 'headwater.yaml');
  await writeFile(file, CONFIGURATION);
  const config = loadConfig({ config: file, data: join(directory.path, 'data'), port: 0 }, {});
  const catalog = await openCatalog(config);
  await prepare(catalog);
  const options = {
    orAnotherPort: false,
    log: createLog('silent'),
    receiving: { timing: QUICK, ...receiving },
  };
  const { url, close } = await startServer(config, catalog, options);
  return {
    ...{ url, config, catalog },
    post: (body, { batch = false, headers = {} } = {}) => post(url, body, batch, headers),
    until: (id, there = true) => until(catalog, id, there),
    async close() {
      await close();
      await catalog.close();
      await directory.remove();
    },
  };
}

export async function post(
  url: string,
  body: unknown,
  batch = false,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text =
    typeof body === 'string' ? body : Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body);
  const response = await fetch(`${url}/api/v1/lineage${batch ? '/batch' : ''}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  });
  const said = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (said === '' ? {} : JSON.parse(said)) as Record<string, unknown>,
  };
}

async function until(catalog: Catalog, id: string, there: boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const [found] = await catalog.ports.entities.byIds([id]);
    const current = found !== undefined && found.until == null;
    if (current === there) return;
    if (Date.now() > deadline)
      throw new Error(`${id} is ${there ? 'not there' : 'still there'} after a minute.`);
    await sleep(50);
  }
}
