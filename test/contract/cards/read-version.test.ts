import { beforeAll, expect, it } from 'vitest';
import { CARD_FORMATS } from '../../../src/catalog/cards/card-links.js';
import { readVersion, type VersionFile } from '../../../src/catalog/cards/read-version.js';
import { writeCard } from '../../../src/cards/write-card.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { cardReaders, told } from '../../support/card-catalog.js';
import { describeOnEveryEngine, describeSideBySide } from '../../support/engines.js';
import { churnDocuments, VERSION } from '../../unit/jsonld/support/churn-documents.js';
import { fullDocuments, fullId } from '../../unit/jsonld/support/full-documents.js';

const MODEL = entityId('MLModel', 'mlflow-prod', 'customer_churn_predictor');
const key = (version: string) =>
  ({ service: 'mlflow-prod', model: 'customer_churn_predictor', version }) as const;

const ids = (things: readonly { readonly id: string }[]): string[] => things.map(({ id }) => id);
const names = (things: readonly { readonly name: string }[]): string[] => things.map(({ name }) => name);

describeOnEveryEngine('what is gathered of a version', (open) => {
  let executor: GraphExecutor;
  let asked = 0;
  const counted = (): GraphExecutor =>
    new Proxy(executor, {
      get(target, name) {
        if (name !== 'read') return Reflect.get(target, name, target) as unknown;
        const read: GraphExecutor['read'] = (query, ...rest) => {
          asked += 1;
          return target.read(query, ...rest);
        };
        return read;
      },
    });
  const read = (id: string): Promise<VersionFile> => readVersion(cardReaders(counted()), id);

  beforeAll(async () => {
    executor = await open();
    await told(executor, churnDocuments());
  });

  it('is all that hangs on it, that it was made from and that uses it', async () => {
    const file = await read(VERSION);
    expect(file.model?.id).toBe(MODEL);
    expect(names(file.metrics)).toEqual(['auc']);
    expect(names(file.artifacts)).toEqual(['MLmodel']);
    expect(names(file.evidence.parameters)).toEqual(['max_depth']);
    expect(file.evidence.runs.map(({ run }) => run)).toEqual(['7f3a']);
    expect(file.evidence.features.map(({ feature }) => feature.name)).toEqual(['count_30d']);
    expect(file.evidence.trainingData.map(({ table }) => table.name)).toEqual([
      'shop.public.customer_features',
    ]);
    expect([...file.columns.values()].map(names)).toEqual([['count_30d']]);
    expect(file.uses.map(({ type }) => type).sort()).toEqual(['PREDICTED_BY', 'READS', 'SERVES']);
    expect([...file.agents.keys()].sort()).toEqual(['ana', 'data-eng']);
    expect(file.things.has(entityId('Table', 'postgres://shop:5432', 'shop.public.orders'))).toBe(true);
  });

  it('is of the version in service where a model is named, and of the newest where none is', async () => {
    expect((await read(MODEL)).version.id).toBe(VERSION);
    await told(executor, [
      ...churnDocuments().filter(({ kind }) => kind !== 'Deployment'),
      { kind: 'MLModelVersion', ...key('10') },
      { kind: 'MLModelVersion', ...key('9') },
    ]);
    expect((await read(MODEL)).version['version']).toBe('10');
    await told(executor, churnDocuments());
  });

  it('is none of what is no model', async () => {
    const table = entityId('Table', 'postgres://shop:5432', 'shop.public.orders');
    await expect(read(table)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(read(entityId('MLModelVersion', 'no', 'such', 'thing'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('takes no more questions for very many parts than for few', async () => {
    const questions = async (): Promise<number> => {
      asked = 0;
      await read(VERSION);
      return asked;
    };
    const before = await questions();
    const numbers = Array.from({ length: 60 }, (_, index) => String(index));
    const many: EntityDocument[] = numbers.flatMap((number): EntityDocument[] => [
      { kind: 'Metric', ...key('3'), metric: `m${number}`, datasetName: '', slice: '', value: 1 },
      { kind: 'HyperParameter', ...key('3'), parameter: `p${number}`, value: number },
      { kind: 'Artifact', ...key('3'), path: `f${number}` },
      {
        ...{ kind: 'Column', namespace: 'postgres://shop:5432', table: 'shop.public.customer_features' },
        column: `c${number}`,
      },
    ]);
    await told(executor, [...churnDocuments(), ...many]);
    const file = await read(VERSION);
    expect([file.metrics.length, file.artifacts.length, ids(file.evidence.parameters).length]).toEqual([
      61, 61, 61,
    ]);
    expect(await questions()).toBe(before);
  }, 120_000);
});

describeSideBySide('cards of one catalog', (open) => {
  it.each([
    ['a shop', churnDocuments, VERSION],
    ['every property filled', fullDocuments, fullId('MLModelVersion')],
  ])(
    'are the same byte for byte: %s',
    async (_, documents, id) => {
      const { left, right } = await open();
      const cards = async (executor: GraphExecutor): Promise<string[]> => {
        await told(executor, documents());
        const file = await readVersion(cardReaders(executor), id);
        return CARD_FORMATS.map((format) => writeCard(file, format, { base: 'https://catalog.example' }));
      };
      expect(await cards(left)).toEqual(await cards(right));
    },
    120_000,
  );
});
