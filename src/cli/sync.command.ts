import { Command } from 'commander';
import type { SyncReport } from '../catalog/sync/run-sync.js';
import type { SyncState } from '../model/states.js';
import { HeadwaterError, notFound } from '../errors.js';
import type { HttpClient } from './catalog-client.js';
import { dataOf } from './graphql-result.js';
import { untilInterrupted } from './interrupt.js';
import { withCatalogOptions, withSession, type CatalogOptions, type Session } from './session.js';
import { createSyncProgress, syncLines } from './sync.view.js';

interface Options extends CatalogOptions {
  readonly progress: boolean;
  readonly acceptRemovals: boolean;
}

type Outcome = Pick<SyncReport, 'service' | 'state'> & object;

const SYNC_MUTATION = `mutation Sync($service: String!, $acceptRemovals: Boolean!) {
  sync(service: $service, acceptRemovals: $acceptRemovals) {
    service state reason read created updated unchanged retired restored rejected warnings
  }
}`;

export function syncCommand(): Command {
  const command = new Command('sync')
    .description('bring the catalog in step with its sources')
    .argument('[service...]', 'services of the configuration; left out: all, in their order')
    .option('--no-progress', 'plain lines instead of a moving one')
    .option('--accept-removals', 'retire what the source no longer holds, however much it is', false);
  return withCatalogOptions(command)
    .addHelpText('after', '\nExample:\n  headwater sync\n  headwater sync mlflow-prod --json')
    .action(async (services: string[], options: Options) => {
      const outcomes = await withSession(options, (session) => syncAll(session, services, options));
      if (options.json) process.stdout.write(`${JSON.stringify(outcomes, null, 2)}\n`);
      process.exitCode = exitCodeOf(outcomes.map(({ state }) => state));
    });
}

/** 3 where a sync refused to do harm and nothing else went wrong. */
function exitCodeOf(states: readonly SyncState[]): number {
  const wrong = states.filter((state) => state !== 'COMPLETE');
  if (wrong.length === 0) return 0;
  return wrong.every((state) => state === 'FAILED_SAFE') ? 3 : 1;
}

async function syncAll(session: Session, wanted: readonly string[], options: Options): Promise<Outcome[]> {
  const configured = session.config.services.map(({ name }) => name);
  const services = wanted.length > 0 ? wanted : configured;
  if (services.length === 0) {
    throw new HeadwaterError(
      'CONFIGURATION',
      'No services are configured: list them under `services:` in headwater.yaml.',
    );
  }
  const unknown = services.find((service) => session.kind === 'local' && !configured.includes(service));
  if (unknown !== undefined) throw notFound(unknown, configured);
  const outcomes: Outcome[] = [];
  for (const service of services) {
    outcomes.push(
      session.kind === 'local'
        ? await syncHere(session, service, options)
        : await syncThere(session.client, service, options),
    );
  }
  return outcomes;
}

async function syncHere(
  { catalog: { syncs }, principal: { actor } }: Extract<Session, { kind: 'local' }>,
  service: string,
  { progress, json, acceptRemovals }: Options,
): Promise<Outcome> {
  const shown = createSyncProgress(service, progress && !json);
  const report = await untilInterrupted((signal) =>
    syncs.start(service, { signal, actor, acceptRemovals, onEvent: (event) => shown.onEvent(event) }),
  );
  shown.end();
  if (!json) process.stdout.write(`${syncLines(report).join('\n')}\n`);
  return report;
}

async function syncThere(
  client: HttpClient,
  service: string,
  { json, acceptRemovals }: Options,
): Promise<Outcome> {
  if (!json)
    process.stderr.write(`The catalog is held by the server at ${client.place}; it runs the sync.\n`);
  const { sync } = dataOf<{ sync: SyncReport }>(
    await client.query(SYNC_MUTATION, { service, acceptRemovals }),
  );
  const report = { ...sync, requests: 0, seconds: 0, rejections: [], kinds: {} };
  if (!json) process.stdout.write(`${syncLines(report).join('\n')}\n`);
  return sync;
}
