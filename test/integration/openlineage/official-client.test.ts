import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { columnId, tableId } from '../../unit/connectors/openlineage/support.js';
import { describeWithPython, python } from '../../support/real-parts.js';
import { runTool } from '../../support/run-tool.js';
import { startReceivingServer, type ReceivingServer } from './receiving-server.js';

// A round rests four times as long as it took, which on a busy machine adds up.
vi.setConfig({ testTimeout: 120_000 });

const SCRIPT = fileURLToPath(new URL('../../support/openlineage/send_events.py', import.meta.url));

describeWithPython('The official Python client, over HTTP', () => {
  let server: ReceivingServer;
  let token: string;
  beforeAll(async () => {
    server = await startReceivingServer({}, async ({ ports: { access } }) => {
      const sender = { name: 'airflow', role: 'ingestor' } as const;
      token = (await access.create({ actor: 'ada', role: 'admin' }, sender)).text;
    });
  });
  afterAll(() => server.close());

  it.each(['plain', 'gzip'])(
    'has what it sends (%s) in the catalog, by its token, and in any order',
    async (how) => {
      await runTool(python().python, [SCRIPT, server.url, token, how]);
      await server.until(columnId(`totals_${how}.sum`));
      const { entities } = server.catalog.ports;
      const [sum] = await entities.related([columnId(`totals_${how}.sum`)], 'DERIVED_FROM', 'out');
      expect(sum?.record.id).toBe(columnId('orders.total'));
      expect(sum?.edge).toMatchObject({ transformations: ['DIRECT/AGGREGATION'] });
      expect(await entities.byIds([tableId('secrets')])).toEqual([]);
      await expect
        .poll(async () => (await entities.byIds([tableId('orders')]))[0], { timeout: 60_000 })
        .toMatchObject({ description: 'All orders' });
    },
  );

  it('is told of a token that is not the right one', async () => {
    const wrong = token.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    await expect(runTool(python().python, [SCRIPT, server.url, wrong, 'plain'])).rejects.toThrow(/401/);
  });
});
