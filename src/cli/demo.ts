import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { LOCAL_OWNER } from '../catalog/access/principal.js';
import { DEFAULT_PORT, loadConfig, type Config } from '../config.js';
import { startReplayServer } from '../demo/replay-server.js';
import { HeadwaterError } from '../errors.js';
import { idToPath } from '../model/entity-id.js';
import { createLog, openCatalog, startServer, type Catalog } from '../main.js';
import { createSchema } from '../resolvers/schema.js';
import { LocalClient, type CatalogClient } from './catalog-client.js';
import { dataOf } from './graphql-result.js';
import { IMPACT_QUERY, type ImpactData } from './impact.question.js';
import { impactLines } from './impact.view.js';
import { interrupted, untilInterrupted } from './interrupt.js';
import { PROVENANCE_QUERY, type ProvenanceData } from './provenance.query.js';
import { provenanceLines } from './provenance.view.js';
import { createSyncProgress } from './sync-progress.js';
import { syncLines } from './sync.view.js';

export interface DemoOptions {
  readonly once?: boolean;
  readonly data?: string;
  readonly mlflow?: string;
  readonly port?: number;
}

const EXAMPLE = fileURLToPath(new URL('../../examples/churn/', import.meta.url));
/** What the story is about. */
const CHANGED = 'orders.count_30d';
const PREDICTIONS = 'churn_scores';
const MODEL = 'customer_churn_predictor';

/** The whole way on the example: read it through the real connectors, then ask what a change breaks. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const cleanUp: (() => Promise<unknown>)[] = [];
  try {
    await stages(options, cleanUp);
  } finally {
    for (const step of cleanUp.reverse()) await step();
  }
}

async function stages(options: DemoOptions, cleanUp: (() => Promise<unknown>)[]): Promise<void> {
  const data = options.data ?? (await temporaryDirectory(cleanUp));
  const mlflow = options.mlflow ?? (await replayedRegistry(cleanUp));
  const config = withRegistryAt(
    mlflow,
    loadConfig({ config: join(EXAMPLE, 'headwater.yaml'), data, port: options.port ?? DEFAULT_PORT }, {}),
  );
  const catalog = await openCatalog(config);
  cleanUp.push(() => catalog.close());
  const server = await startServer(config, catalog, { orAnotherPort: true, log: createLog('warn') });
  cleanUp.push(() => server.close());

  say(`${pc.bold('Headwater')} on ${catalog.engine.version}, catalog in ${data}`);
  if (server.portWasTaken)
    say(pc.yellow(`Port ${config.server.port} is taken; this server listens on ${server.port}.`));
  await syncAll(config, catalog);

  const client = new LocalClient(createSchema(), catalog.ports, data, LOCAL_OWNER);
  await answer(`I will drop ${CHANGED}: what breaks?`, () => impactOf(client));
  await answer(
    `Where do the predictions in ${PREDICTIONS} come from, as of the version that serves them?`,
    () => originOf(client),
  );
  say('');
  say(`GraphQL page   ${pc.bold(`${server.url}/graphql`)}`);
  say(
    `JSON-LD        ${pc.bold(`${server.url}/entities/${encodeURI(await idOfModel(client))}`)}  ${pc.dim('(Accept: application/ld+json)')}`,
  );
  // Where nobody reads any more, nobody will press Ctrl-C.
  if (options.once || !process.stdout.writable) return;
  say(pc.dim('It stays up until Ctrl-C.'));
  await interrupted();
}

async function temporaryDirectory(cleanUp: (() => Promise<unknown>)[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-demo-'));
  cleanUp.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function replayedRegistry(cleanUp: (() => Promise<unknown>)[]): Promise<string> {
  const replay = await startReplayServer(join(EXAMPLE, 'recording'));
  cleanUp.push(() => replay.close());
  return replay.url;
}

/** The recording answers at another address at each start; the registry keeps the one in the configuration. */
function withRegistryAt(url: string, config: Config): Config {
  const services = config.services.map((service) =>
    service.type === 'mlflow'
      ? { ...service, url, publicUrl: service['publicUrl'] ?? service['url'] }
      : service,
  );
  return { ...config, services };
}

async function syncAll(config: Config, catalog: Catalog): Promise<void> {
  for (const { name } of config.services) {
    const progress = createSyncProgress(name, true, 'text');
    const report = await untilInterrupted((signal) =>
      catalog.syncs.start(name, { signal, onEvent: (event) => progress.onEvent(event) }),
    );
    progress.end();
    say(syncLines(report).join('\n'));
    if (report.state === 'FAILED')
      throw new HeadwaterError('SOURCE_FAILED', report.reason ?? `The sync of ${name} failed.`);
  }
}

async function answer(question: string, lines: () => Promise<string[]>): Promise<void> {
  say('');
  say(pc.inverse(` ${question} `));
  say('');
  say((await lines()).join('\n'));
}

async function impactOf(client: CatalogClient): Promise<string[]> {
  const result = await client.query(IMPACT_QUERY, { of: CHANGED, change: 'DROP', first: 1000 });
  return impactLines(dataOf<{ impact: ImpactData }>(result).impact);
}

async function originOf(client: CatalogClient): Promise<string[]> {
  const result = await client.query(PROVENANCE_QUERY, { id: PREDICTIONS });
  return provenanceLines(dataOf<{ provenance: ProvenanceData }>(result).provenance);
}

async function idOfModel(client: CatalogClient): Promise<string> {
  const result = await client.query('query Model($id: ID!) { entity(id: $id) { id } }', { id: MODEL });
  return idToPath(dataOf<{ entity: { id: string } }>(result).entity.id);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
