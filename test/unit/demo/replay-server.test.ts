import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordRegistry } from '../../../examples/churn/recording-proxy.js';
import {
  describeRequest,
  encodeBody,
  exchangeFileName,
  formatExchange,
  readRecording,
} from '../../../src/demo/recording.js';
import { startReplayServer } from '../../../src/demo/replay-server.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';

const SEARCH = '/api/2.0/mlflow/registered-models/search';
const RUNS = '/api/2.0/mlflow/runs/search';
const JSON_TYPE = { 'content-type': 'application/json' };

let directory: TemporaryDirectory;
let running: (() => Promise<void>)[];

beforeEach(async () => {
  directory = await temporaryDirectory('recording');
  running = [];
});

afterEach(async () => {
  for (const stop of running) await stop();
  await directory.remove();
});

/** Puts an exchange into the recording, as the recorder would. */
async function recorded(
  asked: { method?: string; target: string; body?: string },
  answered: { status?: number; headers?: Record<string, string>; body: string | Uint8Array },
): Promise<void> {
  const request = describeRequest(asked.method ?? 'GET', asked.target, Buffer.from(asked.body ?? ''));
  const response = {
    status: answered.status ?? 200,
    headers: answered.headers ?? JSON_TYPE,
    body: encodeBody(Buffer.from(answered.body)),
  };
  await writeFile(join(directory.path, exchangeFileName(request)), formatExchange({ request, response }));
}

async function replay(): Promise<string> {
  const server = await startReplayServer(directory.path);
  running.push(() => server.close());
  return server.url;
}

/** A stand-in for MLflow, for what a real one does not do on demand. */
async function upstream(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: 'POST', headers: JSON_TYPE, body });

describe('the replay server', () => {
  it('gives the recorded status, content type and body', async () => {
    await recorded(
      { target: `${SEARCH}?max_results=0` },
      { status: 400, body: '{"error_code":"INVALID_PARAMETER_VALUE"}' },
    );

    const answer = await fetch(`${await replay()}${SEARCH}?max_results=0`);

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ error_code: 'INVALID_PARAMETER_VALUE' });
  });

  it('takes a query in any order and in any escaping for the same', async () => {
    await recorded({ target: `${SEARCH}?max_results=100&order_by=name+ASC` }, { body: '{"page":1}' });

    const answer = await fetch(`${await replay()}${SEARCH}?order_by=name%20ASC&max_results=100`);

    expect(await answer.json()).toEqual({ page: 1 });
  });

  it('tells a repeated parameter in another order apart, because order_by means something by it', async () => {
    await recorded({ target: '/x?order_by=name&order_by=version' }, { body: '{"by":"name"}' });
    await recorded({ target: '/x?order_by=version&order_by=name' }, { body: '{"by":"version"}' });
    const url = await replay();

    expect(await (await fetch(`${url}/x?order_by=version&order_by=name`)).json()).toEqual({ by: 'version' });
    expect(await (await fetch(`${url}/x?order_by=name&order_by=version`)).json()).toEqual({ by: 'name' });
  });

  it('finds a JSON body in any layout and order of keys', async () => {
    await recorded(
      { method: 'POST', target: RUNS, body: '{"experiment_ids":["1"],"max_results":1000}' },
      { body: '{"runs":[]}' },
    );

    const answer = await post(
      `${await replay()}${RUNS}`,
      '{\n "max_results": 1000, "experiment_ids": ["1"]\n}',
    );

    expect(await answer.json()).toEqual({ runs: [] });
  });

  it('tells bodies apart by their content, and the order of a list is content', async () => {
    await recorded(
      { method: 'POST', target: RUNS, body: '{"experiment_ids":["1","2"]}' },
      { body: '{"n":12}' },
    );
    await recorded({ method: 'POST', target: RUNS, body: '{"experiment_ids":["1"]}' }, { body: '{"n":1}' });
    const url = `${await replay()}${RUNS}`;

    expect(await (await post(url, '{"experiment_ids":["1"]}')).json()).toEqual({ n: 1 });
    expect(await (await post(url, '{"experiment_ids":["1","2"]}')).json()).toEqual({ n: 12 });
    expect((await post(url, '{"experiment_ids":["2","1"]}')).status).toBe(501);
    expect((await fetch(url, { method: 'POST' })).status).toBe(501);
  });

  it('answers 501 to what was never recorded, names it and says how to record it', async () => {
    await recorded({ target: '/version' }, { body: '3.17.2', headers: { 'content-type': 'text/plain' } });

    const answer = await fetch(`${await replay()}${SEARCH}?max_results=7`);
    const body = (await answer.json()) as { error_code: string; message: string };

    expect(answer.status).toBe(501);
    expect(body.error_code).toBe('NOT_RECORDED');
    expect(body.message).toContain(`GET ${SEARCH}?max_results=7`);
    expect(body.message).toContain('npm run example:record');
  });

  it('takes another method on a recorded path for another request', async () => {
    await recorded({ target: '/version' }, { body: '3.17.2' });

    expect((await fetch(`${await replay()}/version`, { method: 'DELETE' })).status).toBe(501);
  });

  it.each([
    ['plain text that looks like a number', '3.17'],
    ['lines of YAML with an empty one at the end', 'flavors:\r\n  sklearn: null\n\n'],
    ['a NaN that no JSON parser takes', '{"value": NaN}'],
    ['a whole number beyond what JavaScript holds', '{"value": 9007199254740993}'],
    ['nothing at all', ''],
    ['text outside of ASCII', 'größer als 💯'],
    ['bytes that are no text', new Uint8Array([0, 255, 254, 128])],
  ])('returns to the byte %s', async (_, body) => {
    await recorded({ target: '/artifact' }, { body });

    const answer = await fetch(`${await replay()}/artifact`);

    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(body));
  });

  it('stops at once while a client keeps its connection', async () => {
    await recorded({ target: '/version' }, { body: '3.17.2' });
    const server = await startReplayServer(directory.path);
    await (await fetch(`${server.url}/version`)).text();

    await server.close();

    await expect(fetch(`${server.url}/version`)).rejects.toThrow();
  });

  it('listens on the port that it is given, and says so when that is taken', async () => {
    await recorded({ target: '/version' }, { body: '3.17.2' });
    const port = Number(new URL(await replay()).port);

    await expect(startReplayServer(directory.path, { port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe('a recording that cannot be used', () => {
  it('is named when its directory is missing or empty', async () => {
    const missing = join(directory.path, 'missing');

    await expect(startReplayServer(missing)).rejects.toThrow(missing);
    await expect(startReplayServer(directory.path)).rejects.toThrow('holds no recorded exchange');
  });

  it.each([
    ['is cut short', '{"request": {'],
    ['has no response', '{"request": {"method": "GET", "path": "/", "query": []}}'],
    ['is no object', '[]'],
  ])('names the file that %s', async (_, text) => {
    const file = join(directory.path, 'get-version-0123456789.json');
    await writeFile(file, text);

    await expect(startReplayServer(directory.path)).rejects.toThrow(file);
  });

  it('is refused when two files answer the same request', async () => {
    await recorded({ target: '/version' }, { body: '3.17.2' });
    const [original] = await readdir(directory.path);
    const text = await readFile(join(directory.path, original ?? ''), 'utf8');
    await writeFile(join(directory.path, 'get-version-copied-0123456789.json'), text);

    await expect(readRecording(directory.path)).rejects.toThrow('another file');
  });
});

describe('recording', () => {
  const read = async (url: string): Promise<void> => {
    await (
      await fetch(`${url}${SEARCH}?max_results=100`, { headers: { authorization: 'Bearer secret' } })
    ).text();
    await (await post(`${url}${RUNS}`, '{"experiment_ids":["1"]}')).text();
  };
  const answerAll: RequestListener = (request, response) => {
    response
      .writeHead(200, { ...JSON_TYPE, etag: '"1"' })
      .end(`{"asked":"${request.method} ${request.url}"}`);
  };

  it('keeps what replays to the same answers, and neither dates nor credentials', async () => {
    const url = await upstream(answerAll);

    const summary = await recordRegistry(url, directory.path, read);

    expect(summary).toMatchObject({ added: 2, changed: 0, unchanged: 0, removed: 0 });
    const replayed = await fetch(`${await replay()}${SEARCH}?max_results=100`);
    expect(await replayed.json()).toEqual({ asked: `GET ${SEARCH}?max_results=100` });
    for (const name of await readdir(directory.path)) {
      const text = await readFile(join(directory.path, name), 'utf8');
      expect(text).not.toMatch(/secret|etag|"date"/i);
    }
  });

  it('passes credentials on to the server', async () => {
    const seen: (string | undefined)[] = [];
    const url = await upstream((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{}');
    });

    await recordRegistry(url, directory.path, read);

    expect(seen).toContain('Bearer secret');
  });

  it('names each file by what was asked and keeps that name for good', async () => {
    await recordRegistry(await upstream(answerAll), directory.path, read);

    expect(
      (await readdir(directory.path)).map((name) => name.replace(/-[0-9a-f]{10}\.json$/, '')).sort(),
    ).toEqual(['get-registered-models-search-100', 'post-runs-search']);
  });

  it('changes no file when nothing changed, and removes only exchanges that are no longer made', async () => {
    const url = await upstream(answerAll);
    await recordRegistry(url, directory.path, read);
    await recorded({ target: '/no-longer-asked' }, { body: '{}' });
    await writeFile(join(directory.path, 'NOTE.md'), 'kept');

    const summary = await recordRegistry(url, directory.path, read);

    expect(summary).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 1 });
    expect(await readdir(directory.path)).toContain('NOTE.md');
  });

  it('leaves the recording as it was when the reading fails halfway or reads nothing', async () => {
    await recorded({ target: '/version' }, { body: '3.17.2' });
    const before = await readdir(directory.path);
    const failing = async (url: string): Promise<void> => {
      await read(url);
      throw new Error('token repeated');
    };

    await expect(recordRegistry(await upstream(answerAll), directory.path, failing)).rejects.toThrow(
      'repeated',
    );
    await expect(recordRegistry(await upstream(answerAll), directory.path, async () => {})).rejects.toThrow(
      'Nothing was read',
    );

    expect(await readdir(directory.path)).toEqual(before);
  });

  it('keeps the answer that a repeated request got in the end', async () => {
    let asked = 0;
    const url = await upstream((_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { 'retry-after': '0' }).end('slow down');
      else response.writeHead(200, JSON_TYPE).end('{"models":[]}');
    });
    let advice: string | null = null;

    await recordRegistry(url, directory.path, async (proxy) => {
      advice = (await fetch(`${proxy}${SEARCH}`)).headers.get('retry-after');
      await fetch(`${proxy}${SEARCH}`);
    });

    expect(advice).toBe('0');
    expect((await fetch(`${await replay()}${SEARCH}`)).status).toBe(200);
  });

  it('refuses a registry that changes meanwhile: its answers would not belong together', async () => {
    let asked = 0;
    const url = await upstream((_, response) => response.end(`{"models":${(asked += 1)}}`));
    const twice = async (proxy: string): Promise<void> => {
      await fetch(`${proxy}${SEARCH}`);
      await fetch(`${proxy}${SEARCH}`);
    };

    await expect(recordRegistry(url, directory.path, twice)).rejects.toThrow(`two answers to GET ${SEARCH}`);
  });

  it('names the server that does not answer, to the reader and in its error, and records nothing', async () => {
    const nowhere = 'http://127.0.0.1:1';
    let told = '';
    const recording = recordRegistry(nowhere, directory.path, async (proxy) => {
      told = await (await fetch(`${proxy}/version`)).text();
      throw new Error('502 from the proxy');
    });

    await expect(recording).rejects.toThrow(`${nowhere} did not answer`);
    expect(told).toContain(nowhere);
    expect(await readdir(directory.path)).toEqual([]);
  });
});
