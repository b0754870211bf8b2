import { afterEach, expect, test } from 'vitest';
import { createMlflowConnector } from '../../../../src/connectors/mlflow/mlflow.connector.js';
import type { EntityDocument } from '../../../../src/model/document.js';
import { raw, type ScriptedServer } from '../http/scripted-server.js';
import { CollectingSink, readAll } from './collecting-sink.js';
import { fakeRegistry } from './fake-registry.js';

const running: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

type Fake = Parameters<typeof fakeRegistry>[0];

async function start(fake: Fake) {
  const server = await fakeRegistry(fake);
  running.push(server);
  return { server, connector: createMlflowConnector({ service: 's', url: server.url }) };
}

/** Reads until the n-th place to go on from, as a process that is killed right after it. */
class KilledSink extends CollectingSink {
  constructor(private readonly after: number) {
    super();
  }

  override async checkpoint(state: string): Promise<void> {
    await super.checkpoint(state);
    if (this.checkpoints.length === this.after) throw new Error('killed');
  }
}

async function readUntilKilled(
  connector: Awaited<ReturnType<typeof start>>['connector'],
  after: number,
  resume?: string,
) {
  const sink = new KilledSink(after);
  const wish = { first: [], ...(resume === undefined ? {} : { resume }) };
  await expect(connector.read(sink, new AbortController().signal, wish)).rejects.toThrow('killed');
  return { sink, state: sink.checkpoints.at(-1) ?? '' };
}

/** What all runs said together, by id; the last word counts. */
const together = (...sinks: CollectingSink[]): Map<string, EntityDocument> =>
  new Map(sinks.flatMap((sink) => [...sink.documents]));
const sorted = (documents: Map<string, EntityDocument>): [string, EntityDocument][] =>
  [...documents].sort(([a], [b]) => (a < b ? -1 : 1));

test.each([1, 2])(
  'a reading killed after batch %i goes on there, to the result of an undisturbed one',
  async (after) => {
    const { server, connector } = await start({ versions: 1100, perPage: 400 });
    const whole = await readAll(connector);
    const { sink: before, state } = await readUntilKilled(connector, after);
    server.seen.length = 0;
    const { sink: rest, listing } = await readAll(connector, { first: [], resume: state });
    expect(listing.complete).toBe(true);
    expect(sorted(together(before, rest))).toEqual(sorted(whole.sink.documents));
    expect(rest.of('MLModelVersion')).toHaveLength(1100 - after * 500);
    const runs = server.seen.filter(({ url }) => url.endsWith('/runs/search')).map(({ body }) => body);
    expect(runs.join()).not.toContain(`'run-${after * 500}'`);
    expect(state.length).toBeLessThan(100_000);
  },
);

test('killed twice, it does not fall back', async () => {
  const { connector } = await start({ versions: 1600 });
  const whole = await readAll(connector);
  const first = await readUntilKilled(connector, 2);
  const second = await readUntilKilled(connector, 1, first.state);
  const { sink: rest } = await readAll(connector, { first: [], resume: second.state });
  expect(rest.of('MLModelVersion')).toHaveLength(100);
  expect(sorted(together(first.sink, second.sink, rest))).toEqual(sorted(whole.sink.documents));
});

test('what could not be read before is read again, and its run too', async () => {
  let failing = true;
  const { connector } = await start({
    versions: 600,
    fault: (path, body) =>
      failing && path === 'runs/search' && body.includes(`'run-42'`)
        ? raw(500, { 'content-type': 'text/html' }, '<html>')
        : undefined,
  });
  const killed = await readUntilKilled(connector, 1);
  expect(killed.sink.failures).toHaveLength(2);
  const stillFailing = await readAll(connector, { first: [], resume: killed.state });
  expect(stillFailing.sink.failures.map(({ id }) => id)).toEqual([
    'TrainingRun:s/run-42',
    'MLModelVersion:s/m/42',
  ]);
  failing = false;
  const healed = await readAll(connector, { first: [], resume: killed.state });
  expect(healed.sink.failures).toEqual([]);
  expect(healed.sink.documents.has('MLModelVersion:s/m/42')).toBe(true);
  expect(healed.sink.documents.has('TrainingRun:s/run-42')).toBe(true);
});

test.each([
  ['that is none', () => 'nonsense'],
  ['of a listing that has changed since', (state: string) => state],
])('a state %s is not gone on from: all is read', async (_, stateOf) => {
  const gone = new Set<number>();
  const { connector } = await start({ versions: 600, gone: () => gone });
  const { state } = await readUntilKilled(connector, 1);
  gone.add(7);
  const { sink } = await readAll(connector, { first: [], resume: stateOf(state) });
  expect(sink.of('MLModelVersion')).toHaveLength(599);
});
