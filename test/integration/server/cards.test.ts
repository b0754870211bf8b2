import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOverHttp, startExampleServer, type ExampleServer } from '../../support/example-catalog.js';
import { headwater } from '../../support/headwater-command.js';

const CHAMPION = 'customer_churn_predictor@champion';
const VERSION = 'MLModelVersion:mlflow-prod/customer_churn_predictor/3';

let example: ExampleServer;
beforeAll(async () => {
  example = await startExampleServer();
});
afterAll(() => example.close());

const ask = (path: string, accept?: string): Promise<Response> =>
  fetch(`${example.url}${path}`, accept === undefined ? {} : { headers: { accept } });

describe('cards over HTTP', () => {
  it.each([
    ['cyclonedx', 'application/vnd.cyclonedx+json', '"bomFormat": "CycloneDX"'],
    ['spdx', 'application/spdx+json', '"specVersion": "3.0.1"'],
    ['model-card', 'text/markdown', '# customer\\_churn\\_predictor, version 3'],
  ])('answer %s by name and by media type, the same', async (format, type, holds) => {
    const named = await ask(`/entities/${CHAMPION}?format=${format}`);
    expect([named.status, named.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
    const text = await named.text();
    expect(text).toContain(holds);
    const negotiated = await ask(`/${VERSION.replace(':', '/')}`, type);
    expect(await negotiated.text()).toBe(text);
    expect(negotiated.headers.get('vary')).toContain('Accept');
    const known = await fetch(`${example.url}/entities/${CHAMPION}?format=${format}`, {
      // Else fetch itself says that it wants no answer out of a cache.
      headers: { 'if-none-match': named.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    expect(known.status).toBe(304);
  });

  it('leave JSON-LD to who asks for it, or for anything', async () => {
    for (const accept of ['*/*', 'application/ld+json', 'application/ld+json, text/markdown;q=0.5']) {
      const answer = await ask(`/entities/${VERSION}`, accept);
      expect(answer.headers.get('content-type')).toContain('application/ld+json');
    }
  });

  it('are of a model the card of its version in service', async () => {
    const answer = await ask('/entities/MLModel:mlflow-prod/customer_churn_predictor?format=model-card');
    expect(await answer.text()).toContain('version 3');
  });

  it('say what has none, and what is not there', async () => {
    const table = await ask('/entities/orders?format=cyclonedx');
    expect([table.status, ((await table.json()) as { message: string }).message]).toEqual([
      400,
      expect.stringContaining('of models and their versions'),
    ]);
    expect((await ask('/entities/nobody@1?format=spdx')).status).toBe(404);
    expect((await ask(`/entities/${CHAMPION}?format=spdx&asOf=yesterday`)).status).toBe(400);
    expect((await ask(`/entities/${CHAMPION}?format=spdx&asOf=2001-01-01`)).status).toBe(404);
  });

  it('tell lineage as events, of everything and of one thing', async () => {
    const lines = async (path: string): Promise<string[]> =>
      (await (await ask(path)).text()).trim().split('\n');
    const all = await lines('/export?format=openlineage');
    const one = await lines('/entities/churn_scores?format=openlineage');
    expect(all.length).toBeGreaterThan(one.length);
    for (const line of all) expect(JSON.parse(line)).toHaveProperty('eventTime');
    expect(one.join()).toContain('churn_scores');
  });
});

describe('cards in GraphQL', () => {
  it('are links that lead to them', async () => {
    const { data, errors } = await askOverHttp(
      example.url,
      'query ($id: ID!) { entity(id: $id) { ... on MLModelVersion { cards { format mediaType path } model { cards { format } } } } }',
      { id: VERSION },
    );
    expect(errors).toBeUndefined();
    const { cards, model } = (data as unknown as { entity: { cards: Link[]; model: { cards: Link[] } } })
      .entity;
    expect(cards.map(({ format }) => format)).toEqual(['cyclonedx', 'spdx', 'model-card', 'openlineage']);
    expect(model.cards).toHaveLength(4);
    for (const { path, mediaType } of cards) {
      const answer = await ask(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining(mediaType),
      ]);
    }
  });
});

interface Link {
  readonly format: string;
  readonly mediaType: string;
  readonly path: string;
}

describe('cards by command', () => {
  it('are what the server answers', async () => {
    const { code, stdout } = await headwater([
      'export',
      CHAMPION,
      '--format',
      'cyclonedx',
      '--server',
      example.url,
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe(await (await ask(`/entities/${CHAMPION}?format=cyclonedx`)).text());
  });

  it('want a model named', async () => {
    const { code, stderr } = await headwater([
      'export',
      '--all',
      '--format',
      'spdx',
      '--server',
      example.url,
    ]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is of one model or version')]);
  });
});
