import { afterEach, describe, expect, test } from 'vitest';
import { createMlflowConnector } from '../../../../src/connectors/mlflow/mlflow.connector.js';
import { raw, type ScriptedServer } from '../http/scripted-server.js';
import { readAll } from './collecting-sink.js';
import { fakeRegistry } from './fake-registry.js';

const running: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

type Fake = Parameters<typeof fakeRegistry>[0];

async function start(fake: Fake, options: object = {}) {
  const server = await fakeRegistry(fake);
  running.push(server);
  return { server, connector: createMlflowConnector({ service: 's', url: server.url, ...options }) };
}

const id = (version: number): string => `MLModelVersion:s/m/${version}`;
const asks = (body: string, run: number): boolean => body.includes(`'run-${run}'`);
const crash = raw(500, { 'content-type': 'text/html' }, '<html><title>Internal Server Error</title>');
const broken = raw(200, { 'content-type': 'application/json' }, '{"runs": [{"info": NaN}]}');

describe('where one run of many cannot be read', () => {
  test.each([
    ['a crash', crash, /500/],
    ['a row that is no JSON', broken, /bare NaN/],
  ])('by %s, its version alone is told as unread, and all others are stated', async (_, fault, cause) => {
    const { server, connector } = await start({
      versions: 300,
      fault: (path, body) => (path === 'runs/search' && asks(body, 77) ? fault : undefined),
    });
    const { sink, listing } = await readAll(connector);
    expect(listing).toMatchObject({ complete: true, bytes: expect.any(Number) as number });
    expect(sink.failures.map((failure) => failure.id)).toEqual(['TrainingRun:s/run-77', id(77)]);
    for (const { reason } of sink.failures) expect(reason).toMatch(cause);
    expect(sink.of('MLModelVersion')).toHaveLength(299);
    expect(sink.documents.has(id(77))).toBe(false);
    expect(sink.documents.has('TrainingRun:s/run-77')).toBe(false);
    // Halves of halves: not one request per run.
    const asked = server.seen.filter(({ url }) => url.endsWith('/runs/search')).length;
    expect(asked).toBeLessThan(25);
  });

  test('by a history that crashes, its version is told as unread, and its run is stated', async () => {
    const { connector } = await start({
      versions: 3,
      fault: (path, body) =>
        path.startsWith('metrics/get-history') && body.includes('run-2') ? crash : undefined,
    });
    const { sink } = await readAll(connector);
    expect(sink.failures).toEqual([
      { id: id(2), reason: expect.stringMatching(/metrics of its run/) as string },
    ]);
    expect(sink.of('TrainingRun')).toHaveLength(3);
    expect(sink.of('MLModelVersion')).toHaveLength(2);
  });

  test('because all fail, the listing breaks off after a few, instead of asking for each', async () => {
    const { server, connector } = await start({
      versions: 400,
      fault: (path) => (path === 'runs/search' ? crash : undefined),
    });
    const { sink, listing } = await readAll(connector);
    expect(listing).toMatchObject({ complete: false, reason: expect.stringContaining('500') as string });
    expect(sink.of('MLModelVersion')).toEqual([]);
    expect(server.seen.length).toBeLessThan(80);
  });
});

test('what the last run could not read is read first, and once', async () => {
  const { server, connector } = await start({ versions: 600 });
  const { sink } = await readAll(connector, { first: ['TrainingRun:s/run-590', id(590), id(5000)] });
  const versions = sink.of('MLModelVersion').map(({ version }) => version);
  expect(versions[0]).toBe('590');
  expect(versions).toHaveLength(600);
  expect(sink.repeated).toEqual([]);
  const [firstAsked] = server.seen.filter(({ url }) => url.endsWith('/runs/search'));
  expect(firstAsked?.body).toContain(`IN ('run-590')`);
});

test('versions that shift to a page already read, because others were deleted, are found by a second look', async () => {
  const gone = new Set<number>();
  let models = 0;
  const { connector } = await start({
    versions: 20,
    perPage: 10,
    gone: () => gone,
    fault: (path, query) => {
      if (path === 'registered-models/search') models += 1;
      // Between the first page and the second, the first two go.
      if (path === 'model-versions/search' && query.includes('page_token=10'))
        for (const at of [1, 2]) gone.add(at);
      return models > 1 && path === 'registered-models/search'
        ? raw(
            200,
            { 'content-type': 'application/json' },
            '{"registered_models":[{"name":"m","last_updated_timestamp":5}]}',
          )
        : undefined;
    },
  });
  const { sink, listing } = await readAll(connector);
  expect(sink.documents.has(id(11)) && sink.documents.has(id(12))).toBe(true);
  expect(listing.complete).toBe(true);
  expect(sink.repeated).toEqual([]);
});
