import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExampleServer, type ExampleServer } from '../../support/example-catalog.js';
import { headwater } from '../../support/headwater-command.js';

describe('headwater gaps', () => {
  let server: ExampleServer;
  beforeAll(async () => {
    server = await startExampleServer();
  });
  afterAll(() => server.close());
  const gaps = (...args: string[]) => headwater(['gaps', ...args, '--data', server.config.data]);

  it('shows of the example how much is known, and the one deployment whose predictions are not', async () => {
    const { code, stdout } = await gaps();
    expect(code).toBe(0);
    expect(stdout).toMatch(/│ all +│ 100 % 3 of 3 +│ 50 % 1 of 2 +│ 100 % 6 of 6/);
    expect(stdout).toMatch(/│ support +│/);
    expect(stdout).toContain('DEPLOYMENT_WITHOUT_PREDICTIONS  1');
    expect(stdout).toContain('support_load_forecaster@champion');
  });

  it('answers as JSON, and as a table for a spreadsheet', async () => {
    const json = await gaps('--kind', 'deployment_without_predictions', '--domain', 'SUPPORT', '--json');
    const { data } = JSON.parse(json.stdout) as { data: { gaps: { items: { id: string }[] } } };
    expect(data.gaps.items.map(({ id }) => id)).toEqual([
      'Deployment:mlflow-prod/support_load_forecaster%40champion',
    ]);
    const { stdout } = await gaps('--format', 'csv');
    expect(stdout.trim().split('\n')).toHaveLength(2);
  });

  it('says that there are none where all is known', async () => {
    const { code, stdout } = await gaps('--service', 'warehouse');
    expect(code).toBe(0);
    expect(stdout).toContain('No gaps: all that was asked about is known.');
  });

  it('ends with 4 for a service that there is not, and with 2 for what is no number of days', async () => {
    const unknown = await gaps('--service', 'warehose');
    expect(unknown.code).toBe(4);
    expect(unknown.stderr).toContain('mlflow-prod, shop-db, warehouse');
    expect((await gaps('--stale-days', 'x')).code).toBe(2);
  });
});
