import { afterEach, describe, expect, test } from 'vitest';
import { createMlflowConnector } from '../../../../src/connectors/mlflow/mlflow.connector.js';
import { json, raw, scriptedServer, type Answer, type ScriptedServer } from '../http/scripted-server.js';
import { readAll } from './collecting-sink.js';

const running: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** What a healthy MLflow answers to the end of each path; tests put a fault in the place of one. */
const HEALTHY: Record<string, Answer> = {
  '/version': raw(200, { 'content-type': 'text/html; charset=utf-8' }, '3.17.2'),
  '/registered-models/search': json({
    registered_models: [{ name: 'm', latest_versions: [{ version: '1' }] }],
  }),
  '/experiments/search': json({ experiments: [{ experiment_id: '1', name: 'e' }] }),
  '/model-versions/search': json({
    model_versions: [{ name: 'm', version: '1', source: 'models:/m-1', run_id: 'r1', status: 'READY' }],
  }),
  '/runs/search': json({
    runs: [
      {
        info: { run_id: 'r1', experiment_id: '1' },
        data: { metrics: [{ key: 'auc', value: 0.5, timestamp: 1, step: 0 }] },
        inputs: { dataset_inputs: [{ dataset: { name: 'd', source: '{"table_name":"t"}' } }] },
      },
    ],
  }),
  '/metrics/get-history-bulk': json({}),
  '/metrics/get-history': json({}),
  '/model-versions/get-artifact': raw(404, { 'content-type': 'application/json' }, '{"message":"none"}'),
};

async function registry(faults: Record<string, Answer> = {}, options: object = {}) {
  const answers = { ...HEALTHY, ...faults };
  const server = await scriptedServer((response, request) => {
    const path = request.url.split('?')[0] ?? '';
    const key = Object.keys(answers).find((end) => path.endsWith(end));
    const answer = key === undefined ? raw(404, { 'content-type': 'text/html' }, '<html>') : answers[key];
    answer?.(response, request);
  });
  running.push(server);
  return { server, connector: createMlflowConnector({ service: 's', url: server.url, ...options }) };
}

async function read(faults: Record<string, Answer> = {}, options: object = {}) {
  const { connector, server } = await registry(faults, options);
  return { ...(await readAll(connector)), server };
}

async function failure(faults: Record<string, Answer>, options: object = {}): Promise<Error> {
  const { connector, server } = await registry(faults, options);
  const error = await readAll(connector).then(
    () => new Error('it was read'),
    (reason: unknown) => reason as Error,
  );
  expect(error).toMatchObject({ code: 'SOURCE_FAILED' });
  expect(error.message).toContain(server.url);
  return error;
}

test('reads a healthy registry to its end', async () => {
  const { sink, listing } = await read();
  expect(listing).toMatchObject({ complete: true, requests: 8 });
  expect(sink.rejections).toEqual([]);
  expect(sink.repeated).toEqual([]);
});

describe('where nothing can be read, the failure says what to do', () => {
  const text = { 'content-type': 'text/plain' };
  test.each<[string, Answer, RegExp]>([
    ['no login', raw(401, { 'content-type': 'text/html' }, 'You are not authenticated.'), /auth\.username/],
    [
      'a login without the right',
      raw(403, { 'content-type': 'text/html' }, 'Permission denied'),
      /permission READ/,
    ],
    [
      'a host name that MLflow does not know',
      raw(403, text, 'Invalid Host header - possible DNS rebinding attack detected'),
      /403 Forbidden: "Invalid Host header.*--allowed-hosts/,
    ],
    [
      'a page in front of it',
      raw(200, { 'content-type': 'text/html' }, '<html><title>Log in'),
      /HTML page.*static-prefix/,
    ],
    [
      'JSON with a NaN in it',
      raw(200, { 'content-type': 'application/json' }, '{"a":NaN}'),
      /bare NaN at position 5/,
    ],
    ['JSON that is not MLflow', json({ registered_models: 'many' }), /not what MLflow answers/],
  ])('%s', async (_, fault, message) => {
    const { connector } = await registry({ '/registered-models/search': fault });
    await expect(readAll(connector)).rejects.toThrow(message);
  });

  test('a password never shows', async () => {
    const echo: Answer = (response, { headers }) => response.writeHead(401).end(headers.authorization);
    const error = await failure({ '/version': echo }, { auth: { username: 'ann', password: 's3cret' } });
    expect(error.message).not.toContain(btoa('ann:s3cret'));
  });
});

describe('where the listing breaks off, what was read is stated and the listing is not complete', () => {
  test('a page of models that comes again', async () => {
    const page = json({ registered_models: [{ name: 'm' }], next_page_token: 'again' });
    const { sink, listing } = await read({ '/registered-models/search': page });
    expect(listing.complete).toBe(false);
    expect(listing.reason).toContain('registered models goes round in a circle');
    expect(sink.of('MLModel')).toHaveLength(1);
  });

  test('runs of a server that is away: their versions are not stated without them', async () => {
    const { sink, listing } = await read({ '/runs/search': raw(503, {}, '') }, { retries: 0 });
    expect(listing).toMatchObject({ complete: false, reason: expect.stringContaining('503') as string });
    expect(sink.of('MLModelVersion')).toEqual([]);
    expect(sink.of('Experiment')).toHaveLength(1);
  });

  test('histories of a server that is away: the tables of the runs before are still stated', async () => {
    const { sink, listing } = await read({ '/metrics/get-history': raw(503, {}, '') }, { retries: 0 });
    expect(listing.complete).toBe(false);
    expect(sink.of('Table')).toHaveLength(1);
  });

  test('a newest version that the listing of versions did not show', async () => {
    const { listing } = await read({ '/model-versions/search': json({}) });
    expect(listing).toMatchObject({
      complete: false,
      reason: expect.stringMatching(/changed while it was read \(m 1\)/) as string,
    });
  });

  test('a version of a model that the listing of models did not show', async () => {
    const { listing } = await read({ '/registered-models/search': json({}) });
    expect(listing).toMatchObject({ complete: false, reason: expect.stringContaining('changed') as string });
  });
});

describe('a store of files', () => {
  const source = json({ model_versions: [{ name: 'm', version: '1', source: 's3://b/k' }] });

  test('that the server cannot read is a warning, and what is known without it is stated as a part', async () => {
    const crash = raw(500, { 'content-type': 'text/html' }, '<html><title>500 Internal Server Error</title>');
    const { sink, listing } = await read({
      '/model-versions/search': source,
      '/model-versions/get-artifact': crash,
    });
    expect(listing.complete).toBe(true);
    expect(sink.warnings).toEqual([
      expect.stringMatching(/MLmodel files of these versions cannot be read.*m 1 .*500/),
    ]);
    expect(sink.one('MLModelVersion')).toMatchObject({ artifactUri: 's3://b/k' });
    expect(sink.untold.get('MLModelVersion:s/m/1')).toMatchObject({
      reason: expect.stringMatching(/MLmodel file cannot be read.*500.*"signatures: false"/) as string,
      properties: expect.arrayContaining(['signature', 'framework']) as string[],
      relations: ['USES_FEATURE'],
    });
  });

  test('that does not answer this time leaves the version as it was, and says how to do without files', async () => {
    const away = { '/model-versions/get-artifact': raw(503, {}, '') };
    const { sink, listing } = await read(away, { retries: 0 });
    expect(listing.complete).toBe(true);
    expect(sink.failures).toEqual([
      {
        id: 'MLModelVersion:s/m/1',
        reason: expect.stringMatching(/MLmodel file.*503.*"signatures: false"/) as string,
      },
    ]);
    expect(sink.of('MLModelVersion')).toEqual([]);
    const without = await read(away, { signatures: false });
    expect(without.sink.failures).toEqual([]);
    expect(without.sink.of('MLModelVersion')).toHaveLength(1);
  });

  test('with a file that is no MLmodel file is a warning too: what it said before may be so still', async () => {
    const { sink, listing } = await read({ '/model-versions/get-artifact': raw(200, {}, 'a: [') });
    expect(listing.complete).toBe(true);
    expect(sink.warnings).toHaveLength(1);
    expect(sink.untold.has('MLModelVersion:s/m/1')).toBe(true);
  });

  const MLMODEL = `signature: {inputs: '[{"name": "a", "type": "double"}]'}`;

  test('that fails on the importance of features leaves what was known of it, and states the features', async () => {
    const { sink } = await read(
      {
        '/model-versions/get-artifact': raw(200, {}, MLMODEL),
        '/get-artifact': raw(500, {}, ''),
      },
      { featureImportance: ['importance.json'] },
    );
    expect(sink.untold.get('MLFeature:s/m/1/a')).toEqual({
      ...{ properties: ['importance'], relations: [] },
      reason: expect.stringMatching(/importance of its features cannot be read.*500/) as string,
    });
    expect(sink.untold.has('MLModelVersion:s/m/1')).toBe(false);
  });

  test('that fails on a part of the versions leaves nothing out of the others', async () => {
    const { sink } = await read({
      '/model-versions/search': json({
        model_versions: ['1', '2'].map((version) => ({ name: 'm', version, source: `s3://b/${version}` })),
      }),
      '/model-versions/get-artifact': (response, request) =>
        request.url.includes('version=2')
          ? response.writeHead(500).end()
          : response.writeHead(200).end(MLMODEL),
    });
    expect(sink.of('MLModelVersion')).toHaveLength(2);
    expect(sink.of('MLFeature')).toHaveLength(1);
    expect([...sink.untold.keys()]).toEqual(['MLModelVersion:s/m/2']);
  });
});

describe('hostile data', () => {
  const versions = (...rows: object[]): Record<string, Answer> => ({
    '/model-versions/search': json({ model_versions: rows }),
  });

  test('in a run id never gets into the filter that runs are asked by', async () => {
    const { server, sink } = await read(versions({ name: 'm', version: '1', run_id: "x') OR ('1'='1" }));
    expect(server.seen.some(({ url }) => url.endsWith('/runs/search'))).toBe(false);
    expect(sink.warnings).toContainEqual(expect.stringContaining('not in this tracker'));
  });

  test('in a name stays one parameter of the question', async () => {
    const name = '../../x?a=b&name=other#"\'{}';
    const { server } = await read({
      '/registered-models/search': json({ registered_models: [{ name }] }),
      ...versions({ name, version: '1', source: 'models:/m-1' }),
    });
    const asked = server.seen.find(({ url }) => url.includes('get-artifact'));
    const query = new URL(asked?.url ?? '', 'http://x').searchParams;
    expect(query.getAll('name')).toEqual([name]);
    expect(asked?.url.startsWith('/model-versions/get-artifact?')).toBe(true);
  });

  test('of the wrong type or size is rejected or left out, and the rest goes on', async () => {
    const long = 'x'.repeat(100_000);
    const { sink, listing } = await read({
      '/registered-models/search': json({
        registered_models: [
          { name: 'm', tags: [{ key: 'k', value: long }, { key: 'ok', value: '\u0000' }, null] },
          { name: long },
        ],
      }),
      ...versions(
        {
          name: 'm',
          version: '1',
          run_id: 7,
          tags: 'none',
          description: {},
          creation_timestamp: 'x',
          aliases: 3,
        },
        { name: 'm', version: '2', status: ['READY'] },
        { name: long, version: '1' },
      ),
    });
    expect(listing.requests).toBeGreaterThan(0);
    expect(sink.one('MLModel')).toMatchObject({ tags: ['ok=\u0000'] });
    expect(sink.of('MLModelVersion').map(({ version }) => version)).toEqual(['1', '2']);
    expect(sink.rejections.map(({ pointer }) => pointer)).toContain('/model');
  });

  test('in a column name too long for an id is left out of the edges', async () => {
    const name = 'ü'.repeat(900);
    const schema = JSON.stringify({
      mlflow_colspec: [
        { name, type: 'long' },
        { name: 'b', type: 'long' },
      ],
    });
    const dataset = { name: 'd', source: '{"table_name":"t"}', schema };
    const { sink } = await read({
      '/runs/search': json({
        runs: [{ info: { run_id: 'r1', experiment_id: '1' }, inputs: { dataset_inputs: [{ dataset }] } }],
      }),
    });
    expect(sink.of('Column').map(({ column }) => column)).toEqual(['b']);
    expect(sink.rejections).toHaveLength(1);
  });
});

test('prompts are not models', async () => {
  const prompt = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
  const { sink, listing } = await read({
    '/registered-models/search': json({ registered_models: [{ name: 'p', tags: prompt }] }),
    '/model-versions/search': json({ model_versions: [{ name: 'p', version: '1', tags: prompt }] }),
  });
  expect(listing.complete).toBe(true);
  expect([...sink.of('MLModel'), ...sink.of('MLModelVersion')]).toEqual([]);
});

test('sends the workspace, and shows the public address where there is one', async () => {
  const { sink, server } = await read(
    {},
    { workspace: 'team-a', publicUrl: 'https://ann:pw@mlflow.example/ui/' },
  );
  expect(new Set(server.seen.map(({ headers }) => headers['x-mlflow-workspace']))).toEqual(
    new Set(['team-a']),
  );
  expect(sink.one('MLModelService')).toMatchObject({ endpoint: 'https://mlflow.example/ui' });
  expect(sink.one('MLModel')).toMatchObject({ sourceUrl: 'https://mlflow.example/ui/#/models/m' });
});

test('ends at once when the sync is interrupted', async () => {
  const { connector } = await registry({ '/model-versions/search': () => undefined });
  const signal = AbortSignal.timeout(300);
  const sink = {
    put: () => Promise.resolve(),
    reject: () => undefined,
    warn: () => undefined,
    unread: () => undefined,
    checkpoint: () => Promise.resolve(),
    progress: () => undefined,
  };
  await expect(connector.read(sink, signal, { first: [] })).rejects.toMatchObject({ name: 'TimeoutError' });
});

describe('which registry it is', () => {
  const born = json({ experiment: { experiment_id: '0', creation_time: 1_790_000_000_000 } });
  const identity = async (answer: Answer, options: object = {}) => {
    const { connector } = await registry({ '/experiments/get': answer }, options);
    return connector.identity?.(new AbortController().signal);
  };

  test('is known by the birth of its store, and by the workspace', async () => {
    expect(await identity(born)).toBe('2026-09-21T14:13:20.000Z');
    expect(await identity(born, { workspace: 'team-a' })).toBe('2026-09-21T14:13:20.000Z team-a');
  });

  test.each([400, 403, 404])('is not known where the first experiment is not shown (%i)', async (status) => {
    expect(await identity(raw(status, { 'content-type': 'application/json' }, '{}'))).toBeUndefined();
  });

  test('is not taken for unknown where the server fails', async () => {
    await expect(identity(raw(500, {}, ''))).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
  });
});
