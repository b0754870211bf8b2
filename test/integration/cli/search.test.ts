import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExampleServer, type ExampleServer } from '../../support/example-catalog.js';
import { headwater } from '../../support/headwater-command.js';

describe('headwater search', () => {
  let server: ExampleServer;
  beforeAll(async () => {
    server = await startExampleServer();
  });
  afterAll(() => server.close());
  const search = (...args: string[]) => headwater(['search', ...args, '--data', server.config.data]);

  it('says how many things it found, and shows them with what they are', async () => {
    const { code, stdout } = await search('orders.count_30d');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ things? found/);
    expect(stdout).toContain('orders.count_30d Column');
  });

  it('counts by facets and goes on behind a page', async () => {
    const { stdout } = await search('churn', '--facets', 'kind', 'framework', '--first', '2');
    expect(stdout).toMatch(/, 2 of them here/);
    expect(stdout).toMatch(/kind: .*MLModelVersion \d+/);
    const after = /--after (\S+)/.exec(stdout)?.[1] ?? '';
    const next = await search('churn', '--first', '2', '--after', after);
    expect(next.code).toBe(0);
    expect(next.stdout.split('\n')[2]).not.toBe(stdout.split('\n')[2]);
  });

  it('takes filters without words, thresholds among them', async () => {
    const { code, stdout } = await search(
      ...['--kind', 'MLModelVersion', '--metric', 'auc >= 0', '--sort', 'registered', '--descending'],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/customer_churn_predictor@3 MLModelVersion/);
    const json = await search('churn', '--kind', 'MLModel', '--json');
    const { data } = JSON.parse(json.stdout) as { data: { search: { totalCount: number } } };
    expect(data.search.totalCount).toBeGreaterThan(0);
  });

  it('says what to do where nothing matches, and what comes near', async () => {
    const { code, stdout } = await search('custmer_churn_predictor', '--owner', 'nobody');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing matches "custmer_churn_predictor".');
    expect(stdout).toContain('Near: customer_churn_predictor');
    expect(stdout).toContain('Fewer filters');
  });

  it('ends with 2 and says how a threshold is written', async () => {
    const { code, stderr } = await search('--metric', 'auc is good');
    expect(code).toBe(2);
    expect(stderr).toContain('auc > 0.9');
  });
});
