import { HeadwaterError, notFound } from '../errors.js';
import type { SyncState } from '../model/states.js';
import { ScheduledSyncs } from '../scheduled-syncs.js';
import type { HttpClient } from './catalog-client.js';
import { dataOf } from './graphql-result.js';
import { interrupted, untilInterrupted } from './interrupt.js';
import { withSession, type Session } from './session.js';
import type { SyncCommandOptions } from './sync.command.js';
import { createSyncProgress } from './sync-progress.js';
import { syncLines, type SyncOutcome } from './sync.view.js';

const SYNC_MUTATION = `mutation Sync($service: String!, $dryRun: Boolean!, $full: Boolean!, $acceptRemovals: Boolean!, $wait: Float!) {
  sync(service: $service, dryRun: $dryRun, full: $full, acceptRemovals: $acceptRemovals, wait: $wait) {
    service run state reason mode resumed dryRun startedAt endedAt
    read created updated unchanged retired restored rejected requests bytes seconds
    kinds { kind read created updated unchanged retired restored }
    rejections { document pointer reason } unread { id reason } refused warnings
    plan { entity kind action fields edges { type upstream change } }
  }
}`;

type Local = Extract<Session, { kind: 'local' }>;

export async function runSyncCommand(
  services: readonly string[],
  options: SyncCommandOptions,
): Promise<void> {
  const outcomes = await withSession(options, (session) => {
    const wanted = wantedServices(session, services);
    return options.watch ? watch(session, wanted, options) : syncAll(session, wanted, options);
  });
  if (options.json && !options.watch) process.stdout.write(`${JSON.stringify(outcomes, null, 2)}\n`);
  process.exitCode = exitCodeOf(outcomes.map(({ state }) => state));
}

/** 3 where a sync refused to do harm and nothing else went wrong. */
function exitCodeOf(states: readonly SyncState[]): number {
  const wrong = states.filter((state) => state !== 'COMPLETE');
  if (wrong.length === 0) return 0;
  return wrong.every((state) => state === 'FAILED_SAFE') ? 3 : 1;
}

/** @throws CONFIGURATION where there is none, NOT_FOUND naming the nearest one. */
function wantedServices(session: Session, wanted: readonly string[]): readonly string[] {
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
  return services;
}

async function syncAll(
  session: Session,
  services: readonly string[],
  options: SyncCommandOptions,
): Promise<SyncOutcome[]> {
  const outcomes: SyncOutcome[] = [];
  for (const service of services) {
    const outcome =
      session.kind === 'local'
        ? await untilInterrupted((signal) => syncHere(session, service, options, signal))
        : await syncThere(session.client, service, options);
    outcomes.push(outcome);
    if (!options.json) process.stdout.write(`${syncLines(outcome).join('\n')}\n`);
  }
  return outcomes;
}

async function syncHere(
  { catalog: { syncs }, principal: { actor } }: Local,
  service: string,
  { progress, json, log, wait, dryRun, full, acceptRemovals }: SyncCommandOptions,
  signal: AbortSignal,
): Promise<SyncOutcome> {
  const shown = createSyncProgress(service, progress && !json, log);
  try {
    const { counters: _, ...outcome } = await syncs.start(service, {
      ...{ signal, actor, dryRun, full, acceptRemovals, waitMs: wait * 1000 },
      onEvent: (event) => shown.onEvent(event),
    });
    return outcome;
  } finally {
    shown.end();
  }
}

async function syncThere(
  client: HttpClient,
  service: string,
  { json, dryRun, full, acceptRemovals, wait }: SyncCommandOptions,
): Promise<SyncOutcome> {
  if (!json)
    process.stderr.write(`The catalog is held by the server at ${client.place}; it runs the sync.\n`);
  const variables = { service, dryRun, full, acceptRemovals, wait };
  const { sync } = dataOf<{ sync: SyncOutcome & { plan: SyncOutcome['plan'] | null } }>(
    await client.query(SYNC_MUTATION, variables),
  );
  const { plan, ...outcome } = sync;
  return { ...outcome, ...(plan ? { plan } : {}) };
}

/** Syncs by the schedules until Ctrl-C. @returns what came of the last run of each service. */
async function watch(
  session: Session,
  wanted: readonly string[],
  options: SyncCommandOptions,
): Promise<SyncOutcome[]> {
  if (session.kind !== 'local')
    throw new HeadwaterError(
      'CONFIGURATION',
      `The catalog is held by the server at ${session.client.place}, which syncs by the schedules of its own configuration.`,
    );
  const services = session.config.services.filter(({ name }) => wanted.includes(name));
  const last = new Map<string, SyncOutcome>();
  const scheduled = new ScheduledSyncs<SyncOutcome>({
    services,
    start: (service, { signal }) => syncHere(session, service, options, signal),
    onEnd: (service, outcome) => {
      if (!(outcome instanceof Error)) last.set(service, outcome);
      const lines = outcome instanceof Error ? [`${service} FAILED  ${outcome.message}`] : syncLines(outcome);
      process.stdout.write(`${options.json ? JSON.stringify(outcome) : lines.join('\n')}\n`);
    },
  });
  const next = scheduled.next();
  if (next.length === 0)
    throw new HeadwaterError(
      'CONFIGURATION',
      'None of these services has a `schedule:` in headwater.yaml, such as "0 2 * * *" for two each night.',
    );
  for (const { service, at } of next)
    process.stderr.write(`  ${service}: next at ${at?.toISOString() ?? 'no time'}\n`);
  await interrupted();
  await scheduled.close();
  return [...last.values()];
}
