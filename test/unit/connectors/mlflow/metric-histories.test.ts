import { afterEach, describe, expect, test } from 'vitest';
import { HttpClient } from '../../../../src/connectors/http/http-client.js';
import { InParts } from '../../../../src/connectors/mlflow/in-parts.js';
import { historyKey, MetricHistories } from '../../../../src/connectors/mlflow/metric-histories.js';
import { MAX_POINTS, MlflowApi } from '../../../../src/connectors/mlflow/mlflow-api.js';
import type { WireMetric } from '../../../../src/connectors/mlflow/wire-types.js';
import { json, raw, scriptedServer, type Answer, type ScriptedServer } from '../http/scripted-server.js';

const running: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

const point = (run_id: string, step: number): WireMetric => ({
  key: 'auc',
  value: step,
  timestamp: step,
  step,
  run_id,
});
const HISTORY = [point('r1', 0), point('r1', 1), point('r2', 0)];
const RUNS = [
  { info: { run_id: 'r1' }, data: { metrics: [point('r1', 1)] } },
  { info: { run_id: 'r2' }, data: { metrics: [point('r2', 0)] } },
];

/** Reads the histories of two runs, twice, from a server that answers its web page so. */
async function read(many: Answer) {
  const asked: string[] = [];
  const server = await scriptedServer((response, request) => {
    const path = request.url.split('?')[0]?.split('/').at(-1) ?? '';
    asked.push(path);
    const answer = path === 'get-history-bulk' ? many : json({ metrics: HISTORY });
    answer(response, request);
  });
  running.push(server);
  const http = new HttpClient({ product: 'MLflow', url: server.url, retries: 0 });
  const histories = new MetricHistories(new MlflowApi(http, new AbortController().signal), new InParts());
  const failed = (run: string, reason: string): void => void expect.unreachable(`${run} ${reason}`);
  await histories.of(RUNS, failed);
  const found = await histories.of(RUNS, failed);
  await http.close();
  const steps = (run: string) => found.get(historyKey(run, 'auc'))?.map(({ step }) => step);
  return { asked, r1: steps('r1'), r2: steps('r2') };
}

describe('the histories of metrics', () => {
  test('of many runs are had by one question', async () => {
    expect(await read(json({ metrics: HISTORY }))).toEqual({
      asked: ['get-history-bulk', 'get-history-bulk'],
      r1: [0, 1],
      r2: [0],
    });
  });

  test.each<[string, Answer]>([
    [
      'is no JSON because of a NaN',
      raw(200, { 'content-type': 'application/json' }, '{"metrics":[{"value":NaN}]}'),
    ],
    ['may be cut', json({ metrics: Array.from({ length: MAX_POINTS }, (_, step) => point('r1', step)) })],
    ['cannot be given', raw(500, { 'content-type': 'text/html' }, '<html>')],
  ])('are asked for in another way where that answer %s', async (_, answer) => {
    const { asked, r1, r2 } = await read(answer);
    expect({ r1, r2 }).toEqual({ r1: [0, 1], r2: [0] });
    expect(asked).toContain('get-history-bulk-interval');
  });

  test('of a server without that question are asked for in another way at once', async () => {
    const { asked, r1 } = await read(raw(404, { 'content-type': 'text/html' }, '<html>'));
    expect(r1).toEqual([0, 1]);
    expect(asked).toEqual(['get-history-bulk', 'get-history-bulk-interval', 'get-history-bulk-interval']);
  });
});
