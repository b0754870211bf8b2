import { rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { createLog, openCatalog, startServer } from '../../../src/main.js';
import { startExampleServer, type ExampleServer } from '../../support/example-catalog.js';
import { headwater } from '../../support/headwater-command.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

describe('POST /import', () => {
  let example: ExampleServer;
  let text: string;
  let statements: string[];
  const ends: (() => Promise<void>)[] = [];

  const sorted = async (url: string): Promise<string[]> =>
    (await (await fetch(`${url}/export?format=nquads`)).text()).split('\n').sort();

  beforeAll(async () => {
    example = await startExampleServer();
    text = await (await fetch(`${example.url}/export?format=ndjson`)).text();
    statements = await sorted(example.url);
  });
  afterAll(async () => {
    await example.close();
    for (const end of ends.reverse()) await end();
  });

  async function emptyServer(maxBytes = 1024 ** 3): Promise<{ url: string; data: string }> {
    const { path, remove } = await temporaryDirectory('import');
    const loaded = loadConfig({ data: path, port: 0 }, {});
    const config = { ...loaded, baseIri: example.config.baseIri, import: { maxBytes } };
    const catalog = await openCatalog(config);
    const server = await startServer(config, catalog, { orAnotherPort: true, log: createLog('silent') });
    ends.push(
      remove,
      () => catalog.close(),
      () => server.close(),
    );
    return { url: server.url, data: path };
  }

  const send = (url: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${url}/import`, {
      method: 'POST',
      body: body as string,
      headers: { 'content-type': 'application/x-ndjson', ...headers },
    });

  it('takes an export in, packed, and the catalog is the same', async () => {
    const { url } = await emptyServer();
    const response = await send(url, gzipSync(text), { 'content-encoding': 'gzip' });
    expect(response.status).toBe(200);
    const report = (await response.json()) as { state: string; new: number; read: number };
    expect(report).toMatchObject({ state: 'COMPLETE', new: report.read });
    expect(await sorted(url)).toEqual(statements);
  });

  it('is what the command sends an export to where a server holds the directory', async () => {
    const { url, data } = await emptyServer();
    const { path, remove } = await temporaryDirectory('import-file');
    ends.push(() => rm(path, { recursive: true, force: true }), remove);
    const file = `${path}/all.ndjson`;
    expect(
      (await headwater(['export', '--all', '--format', 'ndjson', '--server', example.url, '--out', file]))
        .code,
    ).toBe(0);
    const { code, stdout, stderr } = await headwater(['import', file, '--data', data]);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining(url) });
    expect(stdout).toMatch(/^Imported {2}\d+ things/);
    expect(await sorted(url)).toEqual(statements);
  });

  it('answers 413 to what is larger than it may be, packed or unpacked, and writes nothing', async () => {
    const { url } = await emptyServer(10_000);
    const before = await sorted(url);
    for (const [body, headers] of [
      [text, {}],
      [gzipSync('\n'.repeat(5_000_000)), { 'content-encoding': 'gzip' }],
    ] as const) {
      const response = await send(url, body, headers);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: 'TOO_LARGE', maxBytes: 10_000 });
    }
    expect(await sorted(url)).toEqual(before);
  });

  it('answers 400 with what is wrong where, and writes nothing', async () => {
    const { url } = await emptyServer();
    const before = await sorted(url);
    const broken = await send(url, `${text}{"a": nope}\n`);
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({
      code: 'BAD_INPUT',
      line: text.split('\n').length,
      column: 7,
    });
    const wrong = await send(url, text.replace('"revision":1', '"revision":"one"'));
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ state: 'REFUSED', refused: 1, refusals: [{ line: 1 }] });
    expect((await send(url, text, { 'content-type': 'text/html' })).status).toBe(415);
    expect(await sorted(url)).toEqual(before);
  });
});
