import { beforeAll, expect, it } from 'vitest';
import { entityId } from '../../../src/model/entity-id.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import {
  figuresFor,
  findVersionTable,
  type VersionTableSource,
} from '../../../src/catalog/versions/find-version-table.js';
import { GraphVersionTableReader } from '../../../src/graph/graph-version-table.reader.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { askerOn } from './ask-counted.js';
import { modelDocuments, modelId, SERVICE, type VersionGiven } from './versioned-models.js';

interface Cell {
  readonly text: string;
  readonly value: number | null;
}

interface Table {
  readonly nodes: readonly {
    readonly version: string;
    readonly deployed: boolean;
    readonly parameters: readonly (Cell | null)[];
    readonly metrics: readonly (Cell | null)[];
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

type Answer = { readonly entity: { readonly versionTable: Table } };

const TABLE = `query ($model: ID!, $parameters: [String!], $metrics: [String!], $orderBy: VersionTableOrderInput, $first: Int, $after: String) {
  entity(id: $model) { ... on MLModel {
    versionTable(parameters: $parameters, metrics: $metrics, orderBy: $orderBy, first: $first, after: $after) {
      nodes { version deployed parameters { text value } metrics { text value } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  } }
}`;

describeOnEveryEngine('the table of the versions of a model', (open) => {
  let executor: GraphExecutor;
  let ask: ReturnType<typeof askerOn>;
  const take = (model: string, versions: readonly VersionGiven[]) =>
    syncInto(executor, {
      ...{ service: SERVICE, masters: ['MLModel', 'MLModelVersion'], listing: { complete: false } },
      documents: modelDocuments(model, versions),
    });
  const table = async (model: string, variables: Record<string, unknown> = {}): Promise<Table> =>
    (await ask<Answer>(TABLE, { model: modelId(model), ...variables })).data.entity.versionTable;
  const versionsIn = ({ nodes }: Table): string[] => nodes.map(({ version }) => version);
  const figuresIn = ({ nodes }: Table, of: 'metrics' | 'parameters' = 'metrics') =>
    nodes.map((row) => row[of].map((cell) => cell?.text ?? null));

  beforeAll(async () => {
    executor = await open();
    ask = askerOn(executor);
  });

  it('tells v1.0 82 % no, v2.0 88 % no, v3.0 92 % yes in one query', async () => {
    await take('churn', [
      { version: 'v2.0', metrics: { accuracy: 0.88 } },
      { version: 'v1.0', metrics: { accuracy: 0.82 }, served: 'OUT_OF_SERVICE' },
      { version: 'v3.0', metrics: { accuracy: 0.92 }, served: 'IN_SERVICE' },
    ]);
    const { nodes } = await table('churn', {
      metrics: ['accuracy'],
      orderBy: { by: 'VERSION', ascending: true },
    });
    expect(nodes.map(({ version, metrics: [cell], deployed }) => [version, cell?.value, deployed])).toEqual([
      ['v1.0', 0.82, false],
      ['v2.0', 0.88, false],
      ['v3.0', 0.92, true],
    ]);
  });

  it('shows what stands beside a version in a registry, with links', async () => {
    const [documents, run] = [
      modelDocuments('shown', [
        {
          version: '7',
          served: 'IN_SERVICE',
          more: {
            ...{ registeredAt: '2026-10-01T10:00:00.000Z', updatedAt: '2026-10-02T10:00:00.000Z' },
            ...{ aliases: ['champion'], algorithm: 'XGBClassifier', framework: 'xgboost' },
            edges: [{ type: 'PRODUCED_BY', upstream: entityId('TrainingRun', SERVICE, 'r7') }],
          },
        },
        { version: '6', more: { runId: 'known-by-id-only', modelUri: 'models:/elsewhere/6' } },
      ]),
      {
        ...{ kind: 'TrainingRun' as const, service: SERVICE, run: 'r7', experiment: 'e', name: 'brave-hen' },
        sourceUrl: 'https://tracker.example/runs/r7',
      },
    ];
    await syncInto(executor, {
      ...{ service: SERVICE, masters: ['MLModel', 'MLModelVersion'], listing: { complete: false } },
      documents: [...documents, run],
    });
    const { data } = await ask(`{ entity(id: "${modelId('shown')}") { ... on MLModel { versionTable { nodes {
      version registeredAt lastModified deployments { name state link } run { id name link } modelUri aliases algorithm framework
      entity { id version }
    } } } } }`);
    expect(data).toEqual({
      entity: {
        versionTable: {
          nodes: [
            {
              ...{ version: '7', modelUri: 'models:/shown/7', aliases: ['champion'] },
              ...{ registeredAt: '2026-10-01T10:00:00.000Z', lastModified: '2026-10-02T10:00:00.000Z' },
              ...{ algorithm: 'XGBClassifier', framework: 'xgboost' },
              deployments: [
                { name: 'shown-7-IN_SERVICE', state: 'IN_SERVICE', link: 'https://models.example/score' },
              ],
              run: {
                id: `TrainingRun:${SERVICE}/r7`,
                name: 'brave-hen',
                link: 'https://tracker.example/runs/r7',
              },
              entity: { id: `MLModelVersion:${SERVICE}/shown/7`, version: '7' },
            },
            {
              ...{
                version: '6',
                modelUri: 'models:/elsewhere/6',
                aliases: [],
                algorithm: null,
                framework: null,
              },
              ...{ registeredAt: null, lastModified: null, deployments: [] },
              run: { id: null, name: 'known-by-id-only', link: null },
              entity: { id: `MLModelVersion:${SERVICE}/shown/6`, version: '6' },
            },
          ],
        },
      },
    });
  });

  it('gives the cells in the order of the columns, and null where a version has none', async () => {
    await take('cells', [
      { version: '2', metrics: { auc: 0.9, f1: 'NaN' }, parameters: { depth: '8' } },
      { version: '1', metrics: { auc: 0.8 }, parameters: { eta: '0.1', depth: 'auto' } },
    ]);
    const found = await table('cells', { metrics: ['f1', 'nope', 'auc'], parameters: ['eta', 'depth'] });
    expect(figuresIn(found)).toEqual([
      ['NaN', null, '0.9'],
      [null, null, '0.8'],
    ]);
    expect(found.nodes[0]?.metrics[0]?.value).toBeNull();
    expect(figuresIn(found, 'parameters')).toEqual([
      [null, '8'],
      ['0.1', 'auto'],
    ]);
  });

  it('takes a bare metric name for the one of the whole, or else for the only one', async () => {
    await take('sliced', [
      { version: '4', metrics: { auc: 0.4, 'auc@holdout': 0.41, 'auc@holdout#women': 0.42 } },
      { version: '3', metrics: { 'auc@holdout': 0.3 } },
      { version: '2', metrics: { 'auc@holdout': 0.2, 'auc@train': 0.21 } },
      { version: '1', metrics: { 'auc@#women': 0.1 } },
    ]);
    const metrics = ['auc', 'auc@holdout', 'auc@holdout#women', 'auc@#women'];
    expect(figuresIn(await table('sliced', { metrics }))).toEqual([
      ['0.4', '0.41', '0.42', null],
      ['0.3', '0.3', null, null],
      [null, '0.2', null, null],
      ['0.1', null, null, '0.1'],
    ]);
  });

  it('names the columns that can be asked for', async () => {
    const { data } = await ask(
      `{ entity(id: "${modelId('sliced')}") { ... on MLModel { versionTable { metricNames parameterNames } } } }`,
    );
    expect(data).toMatchObject({
      entity: {
        versionTable: {
          metricNames: ['auc', 'auc@#women', 'auc@holdout', 'auc@holdout#women', 'auc@train'],
          parameterNames: [],
        },
      },
    });
  });

  it('puts the newest version first, as people count', async () => {
    await take('numbered', [
      { version: '1.9.0' },
      { version: '1.10.0-rc.1' },
      { version: '1.10.0' },
      { version: '2.0.0-beta' },
    ]);
    expect(versionsIn(await table('numbered'))).toEqual(['2.0.0-beta', '1.10.0', '1.10.0-rc.1', '1.9.0']);
  });

  it.each([
    ['a metric, the highest first', { by: 'METRIC', column: 'auc' }, ['5', '1', '3', '4', '2']],
    [
      'a metric, the lowest first',
      { by: 'METRIC', column: 'auc', ascending: true },
      ['3', '1', '5', '4', '2'],
    ],
    [
      'a parameter that is a number or a text',
      { by: 'PARAMETER', column: 'depth', ascending: true },
      ['2', '1', '3', '5', '4'],
    ],
    ['the time of registering', { by: 'REGISTERED_AT' }, ['1', '2', '5', '4', '3']],
  ])('is ordered by %s, with what has none last', async (_, orderBy, expected) => {
    await take('ordered', [
      {
        version: '1',
        metrics: { auc: 0.8 },
        parameters: { depth: '10' },
        more: { registeredAt: '2026-02-01T00:00:00.000Z' },
      },
      {
        version: '2',
        metrics: { auc: 'NaN' },
        parameters: { depth: '9' },
        more: { registeredAt: '2026-01-01T00:00:00.000Z' },
      },
      { version: '3', metrics: { auc: 0.7 }, parameters: { depth: 'auto' } },
      { version: '4' },
      { version: '5', metrics: { auc: 0.9 } },
    ]);
    expect(versionsIn(await table('ordered', { orderBy }))).toEqual(expected);
  });

  it('pages without losing or repeating a row while versions come between the pages', async () => {
    const given = Array.from({ length: 9 }, (_, index) => ({
      version: String(index + 1),
      ...(index % 3 === 0 ? {} : { metrics: { auc: (index % 4) / 10 } }),
    }));
    for (const by of ['VERSION', 'METRIC'] as const) {
      const model = `paged-${by}`;
      await take(model, given);
      const orderBy = { by, column: 'auc' };
      const seen: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 20; page += 1) {
        const found: Table = await table(model, { orderBy, first: 2, after });
        seen.push(...versionsIn(found));
        if (!found.pageInfo.hasNextPage) break;
        after = found.pageInfo.endCursor;
        await take(model, [...given, { version: `${100 + page}`, metrics: { auc: 0.99 } }]);
      }
      expect(seen.filter((version) => Number(version) < 100).sort()).toEqual(
        given.map(({ version }) => version),
      );
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it.each([
    ['a cursor of another order', { orderBy: { by: 'REGISTERED_AT' } }, /in this order/],
    ['an order by a metric that is not named', { orderBy: { by: 'METRIC' }, after: null }, /which one/],
  ])('refuses %s', async (_, variables, message) => {
    const { pageInfo } = await table('numbered', { first: 1 });
    await expect(table('numbered', { after: pageInfo.endCursor, ...variables })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(message) as unknown,
    });
  });

  it('refuses more columns than a page can hold', async () => {
    const metrics = Array.from({ length: 51 }, (_, index) => `m${index}`);
    await expect(table('numbered', { metrics })).rejects.toThrow(/Argument Validation/);
  });

  it('is the same for a model with too many versions to read them all', async () => {
    const versions = Array.from({ length: 12 }, (_, index) => ({
      ...{
        version: String(index),
        metrics: { auc: (index * 7) % 5 },
        parameters: { depth: String(index % 3) },
      },
    }));
    await take('large', versions);
    const reader = new GraphVersionTableReader(executor);
    const model = modelId('large');
    const request = {
      ...{ parameters: ['depth'], metrics: ['auc'], first: 5 },
      order: { by: 'METRIC', column: 'auc' } as const,
    };
    const figures = figuresFor(request);
    const whole: VersionTableSource = {
      all: () => reader.ofModels([model], figures, 100),
      keys: () => Promise.reject(new Error('not needed')),
      rows: () => Promise.reject(new Error('not needed')),
    };
    const byKeys: VersionTableSource = {
      all: () => Promise.resolve(undefined),
      keys: () => reader.keysOf([model], figures),
      rows: (ids) => reader.byIds(ids, figures),
    };
    const found = await findVersionTable(byKeys, model, request);
    expect(found).toEqual(await findVersionTable(whole, model, request));
    expect(found).toMatchObject({ totalCount: 12, hasNextPage: true });
    expect(found.rows.map(({ row }) => row.version)).toEqual(['7', '2', '9', '4', '11']);
    expect(await reader.ofModels([model], figures, 3)).toHaveLength(3);
  });

  it('is empty for a model without versions', async () => {
    await take('empty', []);
    expect(await table('empty')).toEqual({
      ...{ nodes: [], totalCount: 0 },
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });
});
