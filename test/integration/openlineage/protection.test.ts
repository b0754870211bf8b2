import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { ConfiguredReceiver } from '../../../src/configured-receiver.js';
import { createLog } from '../../../src/main.js';
import { runEvent, table, tableId } from '../../unit/connectors/openlineage/support.js';
import { startAccessServer } from '../access/access-server.js';
import { CONFIGURATION, post, startReceivingServer } from './receiving-server.js';
import { writeFiles } from '../../unit/connectors/openlineage/support.js';

// A round rests four times as long as it took, which on a busy machine adds up.
vi.setConfig({ testTimeout: 120_000 });

const ADA = { actor: 'ada', role: 'admin' } as const;
const event = (run: number) => runEvent(run, 'COMPLETE', { outputs: [table(`t${run}`)] });

describe('Sending events', () => {
  it('takes a token whose role may ingest', async () => {
    const tokens: Record<string, string> = {};
    const server = await startReceivingServer({}, async ({ ports: { access } }) => {
      for (const role of ['reader', 'editor', 'ingestor'] as const)
        tokens[role] = (await access.create(ADA, { name: role, role })).text;
    });
    onTestFinished(() => server.close());
    const sentBy = async (role?: string) => {
      const headers: Record<string, string> =
        role === undefined ? {} : { authorization: `Bearer ${tokens[role] ?? ''}` };
      return (await server.post(event(1), { headers })).status;
    };
    expect(await sentBy()).toBe(401);
    expect(await sentBy('reader')).toBe(403);
    expect(await sentBy('editor')).toBe(403);
    expect(await sentBy('ingestor')).toBe(201);
  });

  it('is told 429 and when to come back, while too much waits to be taken up', async () => {
    const server = await startReceivingServer({
      maxWaiting: 2,
      timing: { gather: 1500, rest: 0, retry: 50 },
    });
    onTestFinished(() => server.close());
    expect((await server.post([event(1), event(2)])).status).toBe(201);
    const { status, headers, body } = await server.post(event(3));
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ code: 'BUSY' });
    await server.until(tableId('t2'));
    await expect.poll(async () => (await server.post(event(3))).status, { timeout: 60_000 }).toBe(201);
  });

  it('is told that nobody receives, where no service is configured to', async () => {
    const server = await startAccessServer();
    onTestFinished(() => server.close());
    const { status, body } = await post(server.url, event(1));
    expect(status).toBe(404);
    expect(body).toMatchObject({ message: expect.stringContaining('receive: true') as string });
  });

  it('cannot be configured for two services, since events do not say for which they are', async () => {
    const second = CONFIGURATION.split('\n').slice(1).join('\n').replace('pipelines', 'others');
    const directory = await writeFiles({ 'headwater.yaml': CONFIGURATION + second });
    const config = loadConfig({ config: `${directory}/headwater.yaml`, data: `${directory}/data` }, {});
    const syncs = { start: () => Promise.reject(new Error('not asked for')) };
    await expect(ConfiguredReceiver.open(config, syncs, { log: createLog('silent') })).rejects.toThrow(
      /pipelines, others/,
    );
  });
});
