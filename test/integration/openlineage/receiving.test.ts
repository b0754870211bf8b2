import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runEvent, table, tableId, facet } from '../../unit/connectors/openlineage/support.js';
import { startReceivingServer, type ReceivingServer } from './receiving-server.js';

// A round rests four times as long as it took, which on a busy machine adds up.
vi.setConfig({ testTimeout: 120_000 });

let server: ReceivingServer;
beforeAll(async () => {
  server = await startReceivingServer();
});
afterAll(() => server.close());

const makes = (name: string) => runEvent(1, 'COMPLETE', { job: `make ${name}`, outputs: [table(name)] });
const broken = { ...makes('broken'), eventTime: 'yesterday' };

async function keptLines(): Promise<string[]> {
  const spool = join(server.config.data, 'received', 'of-pipelines');
  const names = (await readdir(spool)).filter((name) => name.endsWith('.ndjson'));
  const texts = await Promise.all(names.map((name) => readFile(join(spool, name), 'utf8')));
  return texts.join('').trim().split('\n');
}

describe('POST /api/v1/lineage', () => {
  it('keeps an event, says 201, and soon the catalog has what it tells', async () => {
    const { status, body } = await server.post(makes('one'));
    expect(status).toBe(201);
    expect(body).toEqual({ kept: 1 });
    await server.until(tableId('one'));
  });

  it('takes a list, and one that is packed with gzip', async () => {
    const packed = gzipSync(JSON.stringify([makes('two'), makes('three')]));
    const { status, body } = await server.post(packed, { headers: { 'content-encoding': 'gzip' } });
    expect([status, body]).toEqual([201, { kept: 2 }]);
    await server.until(tableId('two'));
    await server.until(tableId('three'));
  });

  it('keeps an event that comes again once, and says 201 again', async () => {
    const event = makes('again');
    for (let time = 0; time < 3; time += 1) expect((await server.post(event)).status).toBe(201);
    expect((await server.post([event, event])).body).toEqual({ kept: 2 });
    expect((await keptLines()).filter((line) => line.includes('make again'))).toHaveLength(1);
  });

  it('keeps all of an event, also what is not read', async () => {
    const facets = { ourOwn: facet({ deep: { text: 'ä\u2028', number: 1.5 } }) };
    const event = runEvent(1, 'COMPLETE', { job: 'unread', outputs: [table('unread', facets)] });
    await server.post(JSON.stringify(event, null, 2));
    const line = (await keptLines()).find((each) => each.includes('ourOwn'));
    expect(JSON.parse(line ?? '')).toEqual(event);
  });

  it('refuses what is no event, with the place of what is wrong', async () => {
    const { status, body } = await server.post(broken);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'BAD_INPUT',
      refused: [{ index: 0, problems: [{ pointer: '/eventTime', reason: expect.any(String) as string }] }],
    });
  });

  it('refuses of a list what is no event, alone', async () => {
    const { status, body } = await server.post([makes('four'), broken, 7]);
    expect(status).toBe(400);
    expect(body).toMatchObject({ received: 3, kept: 1, refused: [{ index: 1 }, { index: 2 }] });
    await server.until(tableId('four'));
  });

  it('keeps an event with a broken facet, and says which', async () => {
    const outputs = [table('five', { schema: facet({ fields: [{ type: 'no name' }] }) })];
    const { status, body } = await server.post(runEvent(1, 'COMPLETE', { job: 'five', outputs }));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kept: 1,
      notes: [{ index: 0, problems: [{ pointer: '/outputs/0/facets/schema/fields/0/name' }] }],
    });
    await server.until(tableId('five'));
  });

  it.each<[string, unknown, Record<string, string>, number]>([
    ['what is not JSON', '{"eventTime": NaN}', {}, 400],
    ['an empty body', '', {}, 400],
    ['what is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400],
    ['a packed body that breaks off', gzipSync('{}').subarray(0, 12), { 'content-encoding': 'gzip' }, 400],
    ['another type', '{}', { 'content-type': 'text/plain' }, 415],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415],
    ['another packing', '{}', { 'content-encoding': 'zstd' }, 415],
    ['too much', ' '.repeat(33 * 1024 * 1024), {}, 413],
    ['too much that is packed', gzipSync(' '.repeat(33 * 1024 * 1024)), { 'content-encoding': 'gzip' }, 413],
    ['too many', JSON.stringify(Array.from({ length: 10_001 }, () => 1)), {}, 413],
    ['what is nested too deeply to be kept', deep(), {}, 400],
  ])('refuses %s in order', async (_, body, headers, status) => {
    const answer = await server.post(body, { headers });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code: expect.any(String) as string });
    expect((await server.post(makes('after'))).status).toBe(201);
  });
});

describe('POST /api/v1/lineage/batch', () => {
  it('says 204 when all are kept', async () => {
    const { status } = await server.post([makes('six'), makes('seven')], { batch: true });
    expect(status).toBe(204);
    await server.until(tableId('seven'));
  });

  it('tells as the specification has it which events failed, and keeps the others', async () => {
    const { status, body } = await server.post([broken, makes('eight')], { batch: true });
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'partial_success',
      summary: { received: 2, successful: 1, failed: 1, retriable: 0, non_retriable: 1 },
      failed_events: [
        { index: 0, reason: expect.stringMatching(/^\/eventTime/) as string, retriable: false },
      ],
    });
    await server.until(tableId('eight'));
  });

  it('refuses what is no list', async () => {
    expect((await server.post(makes('nine'), { batch: true })).status).toBe(400);
  });
});

/** An event whose unread facet is nested beyond what can be written down again. */
function deep(): string {
  const facets = { deep: facet({ value: 'HERE' }) };
  const text = JSON.stringify(runEvent(1, 'COMPLETE', { job: 'deep', outputs: [table('deep', facets)] }));
  return text.replace('"HERE"', `${'['.repeat(200_000)}${']'.repeat(200_000)}`);
}
