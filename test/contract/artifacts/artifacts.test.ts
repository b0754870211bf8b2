import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { curateThing } from '../../../src/catalog/curate/curate-thing.js';
import { deleteThing } from '../../../src/catalog/curate/delete-thing.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import {
  checksumOf,
  startArtifactServer,
  someBytes,
  VERSION,
  type ArtifactJson,
  type ArtifactServer,
  type UploadOptions,
} from '../../support/artifact-server.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { syncInto } from '../../support/documents.js';
import { askOverHttp } from '../../support/example-catalog.js';

const jsonOf = async (response: Response): Promise<ArtifactJson> => (await response.json()) as ArtifactJson;
const failureOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { code: string; message: string }),
});

describeOnEveryEngine('An artifact', (open) => {
  let executor: GraphExecutor;
  let server: ArtifactServer;
  beforeAll(async () => {
    executor = await open();
    server = await startArtifactServer(executor, {
      maxBytes: 100_000,
      types: ['application/*', 'text/*', 'image/png', 'image/svg+xml'],
    });
  });
  afterAll(() => server.close());

  const at = (location: string | null) => new URL(location ?? '', server.url);

  it('is uploaded, recorded as part of its version, and comes back as it was', async () => {
    const bytes = someBytes(50_000);
    const response = await server.upload('plots/roc.png', bytes, {
      headers: { 'content-type': 'image/png' },
    });
    expect(response.status).toBe(201);
    const artifact = await jsonOf(response);
    expect(artifact).toMatchObject({
      ...{ ...VERSION, path: 'plots/roc.png', parent: 'plots', mimeType: 'image/png' },
      ...{ checksum: checksumOf(bytes), size: 50_000, uploaded: true },
    });
    const location = response.headers.get('location');
    expect(location).toBe('/api/v1/artifacts/Artifact/own/churn/3/plots%2Froc.png');

    const { data } = await askOverHttp(
      server.url,
      `{ entity(id: "${artifact.id}") { ... on Artifact { path mimeType size checksum uploaded version { version } } } }`,
    );
    expect(data).toMatchObject({
      entity: { path: 'plots/roc.png', size: 50_000, uploaded: true, version: { version: '3' } },
    });

    const download = await fetch(at(location));
    expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(download.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '50000',
      'content-disposition': 'attachment; filename=roc.png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      etag: `"${artifact.checksum}"`,
    });
  });

  it('is there once however often it is uploaded: the same again changes nothing', async () => {
    const first = await jsonOf(await server.upload('again.bin', 'the same'));
    const files = server.files();
    const response = await server.upload('again.bin', 'the same');
    expect(response.status).toBe(200);
    expect(await jsonOf(response)).toEqual(first);
    expect(server.files()).toEqual(files);
  });

  it('keeps what it has when other bytes come, unless it is said to be replaced', async () => {
    await server.upload('kept.txt', 'one', { headers: { 'content-type': 'text/plain' } });
    const refused = await server.upload('kept.txt', 'two');
    expect(await failureOf(refused)).toMatchObject({
      status: 409,
      code: 'CONFLICT',
      checksum: checksumOf('one'),
    });

    const stale = await server.upload('kept.txt', 'two', {
      headers: { 'if-match': `"${checksumOf('none')}"` },
    });
    expect(stale.status).toBe(409);
    const replaced = await server.upload('kept.txt', 'two', {
      headers: { 'if-match': `"${checksumOf('one')}"` },
    });
    expect(await jsonOf(replaced)).toMatchObject({ checksum: checksumOf('two'), size: 3, revision: 2 });
    expect(server.files().join()).not.toContain(checksumOf('one').slice(7));
  });

  it('keeps what people have said of it when it is replaced', async () => {
    const { id } = await jsonOf(await server.upload('described.txt', 'one'));
    const { curation } = server.catalog.ports;
    await curateThing(
      curation,
      { actor: 'ada' },
      { id, set: { description: 'Theirs' } },
      '2026-11-02T00:00:00.000Z',
    );
    const replaced = await server.upload('described.txt', 'two', { query: { replace: 'true' } });
    expect(await jsonOf(replaced)).toMatchObject({ description: 'Theirs', checksum: checksumOf('two') });
  });

  it('of any bytes is deleted only with the last that has the same content', async () => {
    const bytes = someBytes(1000);
    const [one, other] = [await server.upload('a/x.bin', bytes), await server.upload('b/x.bin', bytes)];
    const stored = () => server.files().filter((file) => file.includes(checksumOf(bytes).slice(7)));
    expect(stored()).toHaveLength(1);

    expect((await fetch(at(one.headers.get('location')), { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(at(one.headers.get('location')))).status).toBe(404);
    expect((await fetch(at(other.headers.get('location')))).status).toBe(200);
    expect(stored()).toHaveLength(1);

    await fetch(at(other.headers.get('location')), { method: 'DELETE' });
    expect(stored()).toHaveLength(0);
    const again = await fetch(at(other.headers.get('location')), { method: 'DELETE' });
    expect(await failureOf(again)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['one byte', Buffer.from('x')],
    ['exactly the largest size', someBytes(100_000)],
  ])('may be %s', async (name, bytes) => {
    const response = await server.upload(`sizes/${name}`, bytes);
    expect(response.status).toBe(201);
    const download = await fetch(at(response.headers.get('location')));
    expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('is refused when it is too large, whether that is announced or found out', async () => {
    const files = server.files();
    const announced = await server.upload('large.bin', someBytes(100_001));
    expect(await failureOf(announced)).toMatchObject({ status: 413, code: 'TOO_LARGE', maxBytes: 100_000 });
    const found = await server.upload('large.bin', endless());
    expect(await failureOf(found)).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    expect(server.files()).toEqual(files);
  });

  it('is refused when its type is none of those that are taken', async () => {
    const response = await server.upload('film.mp4', 'x', { headers: { 'content-type': 'video/mp4' } });
    expect(await failureOf(response)).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_TYPE',
      type: 'video/mp4',
    });
    const nonsense = await server.upload('x', 'x', { headers: { 'content-type': 'no type' } });
    expect(await failureOf(nonsense)).toMatchObject({ status: 400, code: 'BAD_INPUT' });
    const packed = await server.upload('x', 'x', { headers: { 'content-encoding': 'gzip' } });
    expect(packed.status).toBe(415);
  });

  it('is held against its checksum, in each way that one can be given', async () => {
    const hex = checksumOf('right');
    const base64 = createHash('sha256').update('right').digest('base64');
    const ways: UploadOptions[] = [
      { query: { checksum: hex } },
      { headers: { 'repr-digest': `sha-256=:${base64}:` } },
      { headers: { digest: `md5=abc, SHA-256=${base64}` } },
    ];
    const files = server.files();
    for (const way of ways) {
      const wrong = await server.upload('checked.bin', 'wrong', way);
      expect(await failureOf(wrong)).toMatchObject({
        ...{ status: 422, code: 'CHECKSUM_MISMATCH', expected: hex, checksum: checksumOf('wrong') },
      });
      expect(server.files()).toEqual(files);
    }
    for (const way of ways) expect((await server.upload('checked.bin', 'right', way)).ok).toBe(true);
    const two = { query: { checksum: checksumOf('x') }, headers: { 'repr-digest': `sha-256=:${base64}:` } };
    expect((await server.upload('checked.bin', 'right', two)).status).toBe(400);
    const unreadable = await server.upload('checked.bin', 'right', { headers: { digest: 'md5=abc' } });
    expect(await failureOf(unreadable)).toMatchObject({ status: 400, field: 'checksum' });
  });

  it('needs a version that there is, and a path that leads nowhere else', async () => {
    const unknown = await server.upload('x', 'x', { version: 'churn@4' });
    expect(await failureOf(unknown)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const model = await server.upload('x', 'x', { version: 'churn' });
    expect(await failureOf(model)).toMatchObject({ status: 400, field: 'version' });
    for (const path of [
      '',
      '/etc/passwd',
      '../x',
      'a//b',
      'a/./b',
      'a\\b',
      'a\u0000b',
      'a\nb',
      'x'.repeat(1001),
    ]) {
      expect(await failureOf(await server.upload(path, 'x'))).toMatchObject({ status: 400, field: 'path' });
    }
  });

  it('has one path however its letters are put together', async () => {
    await server.upload('e\u0301.txt', 'x');
    expect((await server.upload('\u00e9.txt', 'x')).status).toBe(200);
  });

  it('cut off in the middle leaves nothing', async () => {
    const files = server.files();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /api/v1/artifacts?version=churn@3&path=cut.bin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n',
    );
    socket.write(someBytes(40_000));
    await until(() => server.files().length > files.length);
    socket.destroy();
    await until(() => server.files().length === files.length);
    expect((await fetch(`${server.url}/api/v1/artifacts/Artifact/own/churn/3/cut.bin`)).status).toBe(404);
    expect((await server.upload('cut.bin', 'whole')).status).toBe(201);
  });

  it('is tracked where it lies, and its bytes are not looked for here', async () => {
    const track = (body: object, query = '') =>
      fetch(`${server.url}/api/v1/artifacts/tracked${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: 'churn@3', path: 'far.pkl', ...body }),
      });
    const uri = 's3://elsewhere/far.pkl';
    const tracked = await track({ uri, size: 12, checksum: checksumOf('far') });
    expect(tracked.status).toBe(201);
    expect(await jsonOf(tracked)).toMatchObject({
      uri,
      size: 12,
      checksum: checksumOf('far'),
      uploaded: false,
    });
    const download = await fetch(at(tracked.headers.get('location')));
    expect(await failureOf(download)).toMatchObject({ status: 404, uri });

    expect((await track({ uri: 's3://other/far.pkl' })).status).toBe(409);
    expect((await track({ uri: 's3://other/far.pkl' }, '?replace=true')).status).toBe(201);
    expect((await server.upload('far.pkl', 'here')).status).toBe(409);
    for (const wrong of [
      {},
      { uri: 'far.pkl' },
      { uri: 'javascript:alert(1)' },
      { uri: 'https://me:secret@x/y' },
    ]) {
      expect(await failureOf(await track(wrong))).toMatchObject({ status: 400, field: 'uri' });
    }
    expect(await failureOf(await track({ uri, size: -1 }))).toMatchObject({ status: 400, field: 'size' });
    expect(await failureOf(await track({ uri, checksum: 'md5:1' }))).toMatchObject({
      status: 400,
      field: 'checksum',
    });
  });

  it('is neither there nor to be added to once its version has ended', async () => {
    const ended = { kind: 'MLModelVersion', service: 'own', model: 'churn', version: 'old' } as const;
    await syncInto(executor, { service: 'others', documents: [ended] });
    const response = await server.upload('x', 'x', { version: 'churn@old' });
    const id = 'MLModelVersion:own/churn/old';
    await deleteThing(server.catalog.ports.curation, { actor: 'ada' }, { id }, '2026-11-02T00:00:00.000Z');
    expect((await fetch(at(response.headers.get('location')))).status).toBe(404);
    const refused = await server.upload('y', 'y', { version: id });
    expect(await failureOf(refused)).toMatchObject({ status: 409, code: 'CONFLICT' });
  });

  it('that the sync of a source recorded is neither written over nor deleted by people', async () => {
    const document = { kind: 'Artifact', ...VERSION, path: 'MLmodel', uri: 's3://registry/MLmodel' } as const;
    await syncInto(executor, { service: 'own-files', documents: [document] });
    const upload = await server.upload('MLmodel', 'mine', { query: { replace: 'true' } });
    expect(await failureOf(upload)).toMatchObject({ status: 409, code: 'CONFLICT', source: 'own-files' });
    const deleted = await fetch(`${server.url}/api/v1/artifacts/Artifact/own/churn/3/MLmodel`, {
      method: 'DELETE',
    });
    expect(await failureOf(deleted)).toMatchObject({ status: 409, code: 'CONFLICT' });
  });
});

/** More than is taken, without saying so first. */
const endless = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10_000)) });

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 5_000) throw new Error('It did not happen within 5 s');
    await sleep(20);
  }
}
