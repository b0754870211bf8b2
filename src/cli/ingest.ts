import { setTimeout as sleep } from 'node:timers/promises';
import { ConfiguredReceiver } from '../configured-receiver.js';
import { valuesIn, valuesOf, type EventValue } from '../connectors/openlineage/event-values.js';
import type { Receipt } from '../connectors/openlineage/received/event-intake.js';
import { HeadwaterError } from '../errors.js';
import { createLog } from '../main.js';
import type { HttpClient } from './catalog-client.js';
import { untilInterrupted } from './interrupt.js';
import { serverFailure } from './server-failure.js';
import type { Session } from './session.js';
import { syncLines } from './sync.view.js';
import { printable } from './text.js';

/** What is kept together: few enough to be held, enough for one write to the disk. */
const BATCH_EVENTS = 500;
const BATCH_CHARACTERS = 4 * 1024 * 1024;

type Taken = Pick<Receipt, 'kept' | 'refused'>;
type Receive = (events: readonly unknown[]) => Promise<Taken>;

/** Keeps all events of the files; those that are none are told of. @returns whether nothing was wrong. */
export async function ingest(session: Session, files: readonly string[]): Promise<boolean> {
  if (session.kind === 'server')
    return untilInterrupted((signal) => takeAll(files, atServer(session.client), signal));
  const { catalog, config, principal } = session;
  const receiver = await ConfiguredReceiver.open(config, catalog.syncs, { log: createLog('silent') });
  if (!receiver) {
    throw new HeadwaterError(
      'CONFIGURATION',
      'No service receives events: configure one of type openlineage with `receive: true`.',
    );
  }
  return untilInterrupted(async (signal) => {
    const allTaken = await takeAll(files, (events) => receiver.receive(events), signal).finally(() =>
      receiver.close(),
    );
    const report = await catalog.syncs.start(receiver.service, { signal, actor: principal.actor });
    process.stdout.write(`${syncLines(report).join('\n')}\n`);
    return allTaken && report.state === 'COMPLETE';
  });
}

async function takeAll(files: readonly string[], receive: Receive, signal: AbortSignal): Promise<boolean> {
  let kept = 0;
  let wrong = 0;
  const tell = (place: string, reason: string): void => {
    wrong += 1;
    process.stderr.write(`${printable(`${place}: ${reason}`, 2000)}\n`);
  };
  for await (const { places, events } of batches(files, signal, tell)) {
    const taken = await receive(events);
    kept += taken.kept;
    for (const { index, problems } of taken.refused) {
      const reasons = problems.map(({ pointer, reason }) => `${pointer} ${reason}`.trim());
      tell(places[index] ?? '', reasons.join('; '));
    }
  }
  process.stdout.write(`${kept} events kept${wrong > 0 ? `, ${wrong} refused` : ''}.\n`);
  return wrong === 0;
}

interface Batch {
  readonly places: string[];
  readonly events: unknown[];
}

async function* batches(
  files: readonly string[],
  signal: AbortSignal,
  tell: (place: string, reason: string) => void,
): AsyncGenerator<Batch> {
  let batch: Batch = { places: [], events: [] };
  let characters = 0;
  for (const file of files) {
    for await (const read of valuesFrom(file, signal)) {
      signal.throwIfAborted();
      const place = `${file === '-' ? 'line' : file}${file === '-' ? ' ' : ':'}${read.line}`;
      if ('reason' in read) {
        tell(place, read.reason);
        continue;
      }
      const held: readonly unknown[] = Array.isArray(read.value) ? read.value : [read.value];
      for (const event of held) {
        batch.places.push(place);
        batch.events.push(event);
        characters += JSON.stringify(event).length;
        if (batch.events.length < BATCH_EVENTS && characters < BATCH_CHARACTERS) continue;
        yield batch;
        batch = { places: [], events: [] };
        characters = 0;
      }
    }
  }
  if (batch.events.length > 0) yield batch;
}

const valuesFrom = (file: string, signal: AbortSignal): AsyncIterable<EventValue> =>
  file === '-' ? valuesIn(process.stdin as AsyncIterable<Buffer>) : valuesOf(file, signal);

/** Sends them to the server that holds the catalog; waits where it says that too much waits there. */
function atServer(client: HttpClient): Receive {
  return async (events) => {
    for (;;) {
      const response = await client.request('/api/v1/lineage', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(events),
      });
      if (response.status === 429) {
        await sleep(1000 * Math.min(60, Number(response.headers.get('retry-after')) || 5));
        continue;
      }
      if (response.status !== 201 && response.status !== 400) throw await serverFailure(response);
      const { kept = 0, refused = [] } = (await response.json()) as Partial<Taken>;
      return { kept, refused };
    }
  };
}
