import { beforeEach, expect, it } from 'vitest';
import type { NameRule, NamesSection } from '../../../src/catalog/naming/name-rules.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { syncInto } from '../../support/documents.js';
import { Workbench } from '../curate/workbench.js';
import { saying, syncAt } from './scripted.js';

const ORDERS = 'Table:postgres%3A%2F%2Fdb%3A5432/shop.public.orders';

const NAMES: NamesSection = {
  rules: [
    {
      match: 'prefix',
      from: { namespace: 's3://lake', table: 'curated/orders/' },
      to: { namespace: 'postgres://db:5432', table: 'shop.public.orders' },
    },
  ],
};

/** A version that says it was trained on files of the lake, which hold a table. */
const registry = (path: string): EntityDocument[] => [
  { kind: 'MLModelService', service: 'mlflow', platform: 'MLflow' },
  { kind: 'MLModel', service: 'mlflow', model: 'churn' },
  { kind: 'Table', namespace: 's3://lake', table: path },
  {
    ...{ kind: 'MLModelVersion', service: 'mlflow', model: 'churn', version: '1' },
    edges: [{ type: 'TRAINED_ON', upstream: `Table:s3%3A%2F%2Flake/${encodeURIComponent(path)}` }],
  },
];

describeOnEveryEngine('names of tables in a sync', (open) => {
  let executor: GraphExecutor;
  let ada: Workbench;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    ada = new Workbench(executor);
  });

  const trainedOn = async (): Promise<string[]> =>
    (await ada.edges('MLModelVersion:mlflow/churn/1'))
      .filter(({ type }) => type === 'TRAINED_ON')
      .map(({ to }) => to);

  it('lets what a registry logs meet what the warehouse says of the same table', async () => {
    await syncInto(executor, {
      service: 'warehouse',
      masters: ['Table'],
      documents: [
        {
          kind: 'Table',
          namespace: 'postgres://db:5432',
          table: 'shop.public.orders',
          description: 'all orders',
        },
      ],
    });
    const report = await syncAt(executor, 1, saying(registry('curated/orders/2026-11.parquet')), {
      names: NAMES,
    });
    expect(report.warnings).toEqual(['Canonical names given to tables: 1 by names.rules.0.']);
    expect(await trainedOn()).toEqual([ORDERS]);
    expect(await ada.entity(ORDERS)).toMatchObject({ description: 'all orders' });
    const again = await syncAt(executor, 2, saying(registry('curated/orders/2026-11.parquet')), {
      names: NAMES,
    });
    expect(again).toMatchObject({ created: 0, updated: 0, retired: 0, unchanged: 4 });
  });

  it('says which names meet nothing, and which tables they may be', async () => {
    await syncInto(executor, {
      service: 'warehouse',
      documents: [{ kind: 'Table', namespace: 'postgres://db:5432', table: 'shop.public.orders' }],
    });
    const own: EntityDocument[] = [
      { kind: 'MLModelService', service: 'mlflow' },
      { kind: 'Table', namespace: 'mlflow://mlflow', table: 'order' },
    ];
    const { warnings } = await syncAt(executor, 1, saying(own), { names: NAMES });
    expect(warnings.join('\n')).toMatch(
      /what mlflow:\/\/mlflow order is; it meets nothing.*Perhaps it is postgres:\/\/db:5432 shop\.public\.orders/,
    );
  });

  it('says which rules of a service have nothing to do in it', async () => {
    const [rule] = NAMES.rules ?? [];
    const elsewhere = { ...rule, from: { namespace: 's3://lake', table: 'raw/' } } as NameRule;
    const rules = [
      ...[
        { ...elsewhere, services: ['mlflow'] },
        { ...elsewhere, services: ['feast'] },
      ],
      ...[elsewhere, ...(NAMES.rules ?? [])],
    ];
    const { warnings } = await syncAt(executor, 1, saying(registry('curated/orders/2026-11.parquet')), {
      names: { rules },
    });
    expect(warnings).toEqual([
      'Canonical names given to tables: 1 by names.rules.3.',
      'names.rules.0 matches no table of this service.',
    ]);
  });

  it('keeps names as they are where none are configured', async () => {
    await syncAt(executor, 1, saying(registry('curated/orders/2026-11.parquet')));
    expect(await trainedOn()).toEqual([`Table:s3%3A%2F%2Flake/curated%2Forders%2F2026-11.parquet`]);
  });
});
