import { ask, type Recorded } from './request-recorder.js';

/** As the product reads: histories and files beside each other, so many at a time; all else one after the other. */
const BESIDE = /\/metrics\/get-history|get-artifact/;
const AT_A_TIME = 4;

/** The same requests as the product made, and nothing done with the answers but parsing them. @returns ms. */
export async function readBare(url: string, requests: readonly Recorded[]): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < requests.length;) {
    const together = [requests[at] as Recorded];
    while (together.length < AT_A_TIME && BESIDE.test(requests[at]?.path ?? '')) {
      const next = requests[at + together.length];
      if (!next || !BESIDE.test(next.path)) break;
      together.push(next);
    }
    await Promise.all(together.map((request) => parsed(url, request)));
    at += together.length;
  }
  return performance.now() - began;
}

/**
 * Reads as connectors do that ask for each version by itself: the version, its run, and the history of each of its
 * metrics. Only so many versions are read. @returns ms for each of them.
 */
export async function readOneByOne(url: string, sample: number): Promise<number> {
  const listed = await parsed(url, {
    method: 'GET',
    path: `${REST}/model-versions/search?max_results=${sample}`,
  });
  const { model_versions: versions } = listed as { model_versions: WireVersion[] };
  const began = performance.now();
  for (const { name, version, run_id } of versions) {
    const key = new URLSearchParams({ name, version });
    await parsed(url, { method: 'GET', path: `${REST}/model-versions/get?${key}` });
    const run = (await parsed(url, { method: 'GET', path: `${REST}/runs/get?run_id=${run_id}` })) as WireRun;
    for (const { key: metric } of run.run.data.metrics)
      await parsed(url, {
        method: 'GET',
        path: `${REST}/metrics/get-history?${new URLSearchParams({ run_id, metric_key: metric })}`,
      });
  }
  return (performance.now() - began) / versions.length;
}

const REST = '/api/2.0/mlflow';

interface WireVersion {
  readonly name: string;
  readonly version: string;
  readonly run_id: string;
}

interface WireRun {
  readonly run: { readonly data: { readonly metrics: readonly { readonly key: string }[] } };
}

async function parsed(url: string, request: Recorded): Promise<unknown> {
  const answer = await ask(url, request);
  const text = await answer.text();
  return answer.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as unknown) : text;
}
