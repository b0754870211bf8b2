import { afterEach, describe, expect, test } from 'vitest';
import { createFeastConnector } from '../../../../src/connectors/feast/feast.connector.js';
import { json, raw, scriptedServer, type Answer, type ScriptedServer } from '../http/scripted-server.js';
import { readAll } from '../mlflow/collecting-sink.js';

const running: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

const listed = (key: string, rows: unknown[], totalCount = rows.length): Answer =>
  json({ [key]: rows, pagination: { totalCount } });
const project = (name: string): object => ({
  spec: { name },
  meta: { createdTimestamp: '2026-01-01T00:00:00Z' },
});
const view = (name: string): object => ({
  type: 'featureView',
  spec: {
    name,
    features: [{ name: 'f', valueType: 'INT64' }],
    batchSource: { type: 'BATCH_FILE', fileOptions: { uri: '/data/f.parquet' }, name: 's' },
  },
  meta: { lastUpdatedTimestamp: '2026-02-01T00:00:00Z' },
});

/** What a healthy registry answers by path; tests put a fault in the place of one, perhaps for one project only. */
const HEALTHY: Record<string, Answer> = {
  version: json({ version: '0.67.0' }),
  projects: listed('projects', [project('a'), project('b')]),
  data_sources: listed('dataSources', []),
  feature_services: listed('featureServices', []),
  feature_views: listed('featureViews', [view('v')]),
};

async function registry(faults: Record<string, Answer> = {}) {
  const server = await scriptedServer((response, request) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const path = pathname.replace('/api/v1/', '');
    const answer = faults[`${path} of ${searchParams.get('project')}`] ?? faults[path] ?? HEALTHY[path];
    (answer ?? raw(404, { 'content-type': 'application/json' }, '{"detail":"Not Found"}'))(response, request);
  });
  running.push(server);
  return { server, connector: createFeastConnector({ service: 's', url: server.url, timeoutMs: 2_000 }) };
}

async function read(faults: Record<string, Answer> = {}) {
  const { connector, server } = await registry(faults);
  return { ...(await readAll(connector)), server };
}

async function failure(faults: Record<string, Answer>): Promise<string> {
  const { connector } = await registry(faults);
  const error = await readAll(connector).then(
    () => new Error('it was read'),
    (reason: unknown) => reason as Error,
  );
  expect(error).toMatchObject({ code: 'SOURCE_FAILED' });
  return error.message;
}

describe('a registry that fails', () => {
  test('is read whole where nothing is wrong, by lists alone and never from its cache', async () => {
    const { listing, server } = await read();
    expect(listing).toMatchObject({ complete: true, watermark: '2026-02-01T00:00:00Z', requests: 10 });
    for (const { url } of server.seen) expect(url).toMatch(/\/(version$|\w+\?.*allow_cache=false)/);
  });

  test('that tells its failure with status 200 is not taken for an empty one', async () => {
    expect(await failure({ projects: json({ error: 'database is locked' }) })).toMatch(
      /listing of projects failed: "database is locked"/,
    );
  });

  test('is not read where something else answers at its address', async () => {
    expect(await failure({ projects: json({ hello: 'world' }) })).toMatch(/serve_registry --rest-api/);
    const html = raw(200, { 'content-type': 'text/html' }, '<html><title>Log in</title></html>');
    expect(await failure({ projects: html })).toMatch(/Log in/);
  });

  test('that refuses says what the token has to be allowed to', async () => {
    const forbidden = raw(403, { 'content-type': 'application/json' }, '{"detail":"no"}');
    expect(await failure({ projects: forbidden })).toMatch(/403.*auth\.token/);
  });

  test('that cannot give one project leaves the listing incomplete, and the other project read', async () => {
    const broken = raw(500, { 'content-type': 'application/json' }, '{"detail":"no such table"}');
    const { sink, listing } = await read({ 'data_sources of a': broken });
    expect(listing.complete).toBe(false);
    expect(listing.reason).toMatch(/Project a was not read to its end\..*500/);
    expect(listing).not.toHaveProperty('watermark');
    expect(sink.of('MLFeatureTable').map((table) => table['featureTable'])).toEqual(['b.v']);
    expect(await failure({ data_sources: broken })).toMatch(/Project a .*Project b /s);
  });

  test.each([
    [
      'that gives fewer entries than it says it has',
      listed('featureViews', [view('v')], 2),
      '2 entries, and 1',
    ],
    ['that gives a page again instead of the next', pageAgain(), '150 entries, and 100'],
    ['that does not say how many there are', json({ featureViews: [view('v')] }), '0 entries, and 1'],
  ])('%s is not complete', async (_, answer, words) => {
    const { listing } = await read({ 'feature_views of a': answer });
    expect(listing.complete).toBe(false);
    expect(listing.reason).toContain(words);
  });

  test('keeps aside what has no name, and goes on', async () => {
    const { sink, listing } = await read({
      'feature_views of a': listed('featureViews', [{ type: 'featureView', spec: {} }, view('v')]),
    });
    expect(listing.complete).toBe(true);
    expect(sink.rejections).toEqual([
      { document: 'feature views of a: featureView', pointer: '/spec/name', reason: 'has no name' },
    ]);
    expect(sink.of('StoredFeature')).toHaveLength(2);
  });

  test('may hold anything where something else is expected', async () => {
    const odd = {
      spec: { name: 'odd', features: 'none', entityColumns: [null, 7], batchSource: [], tags: 3 },
    };
    const { sink } = await read({ 'feature_views of a': listed('featureViews', [odd]) });
    expect(sink.rejections).toEqual([]);
    expect(sink.one('MLFeatureTable', { name: 'odd' })).not.toHaveProperty('edges');
  });
});

function pageAgain(): Answer {
  const page = Array.from({ length: 100 }, (_, number) => view(`v${number}`));
  return listed('featureViews', page, 150);
}
