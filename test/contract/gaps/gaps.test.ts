import { graphql } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { LOCAL_OWNER } from '../../../src/catalog/access/principal.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphGapsReader } from '../../../src/graph/graph-gaps.reader.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { createContext, type CatalogPorts } from '../../../src/resolvers/context.js';
import { createSchema } from '../../../src/resolvers/schema.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { Workbench } from '../curate/workbench.js';

interface Answer {
  readonly gaps: {
    readonly totals: { gap: string; total: number }[];
    readonly coverage: {
      all: Record<string, { total: number; known: number; ratio: number | null }>;
      byService: { name: string | null }[];
    };
    readonly items: {
      gap: string;
      id: string;
      entity: { name: string } | null;
      services: string[];
      domain: string | null;
      missing: string;
      advice: string;
    }[];
    readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

const QUESTION = `query Gaps($filter: GapFilter, $staleDays: Int! = 7, $first: Int, $after: String) {
  gaps(filter: $filter, staleDays: $staleDays, first: $first, after: $after) {
    totals { gap total }
    coverage {
      all {
        sources { total known ratio } predictions { total known ratio } trainingData { total known ratio }
        featureSources { total known ratio } storedFeatureSources { total known ratio } owners { total known ratio }
      }
      byService { name }
    }
    items { gap id entity { id name } services domain missing advice }
    pageInfo { hasNextPage endCursor }
  }
}`;

const schema = createSchema();

/** Asks for gaps; `statements` takes the names of what that asks of the engine. */
async function ask(
  executor: GraphExecutor,
  variables: Record<string, unknown> = {},
  { configured = [], statements = [] }: { configured?: string[]; statements?: string[] } = {},
): Promise<Answer['gaps']> {
  const counting = {
    ...{ info: executor.info },
    read: (query: { name: string }, params: object) => {
      statements.push(query.name);
      return executor.read(query as never, params);
    },
  } as unknown as GraphExecutor;
  const ports = {
    entities: new GraphEntityReader(counting),
    gaps: new GraphGapsReader(counting),
    syncs: { services: configured },
  } as unknown as CatalogPorts;
  const { data, errors } = await graphql({
    ...{ schema, source: QUESTION, variableValues: variables },
    contextValue: createContext(ports, LOCAL_OWNER),
  });
  if (errors?.[0]) throw errors[0].originalError ?? errors[0];
  return (JSON.parse(JSON.stringify(data)) as Answer).gaps;
}

const ofKind = ({ items }: Answer['gaps'], gap: string): string[] =>
  items.filter((item) => item.gap === gap).map(({ id }) => id);

const table = (name: string): string => entityId('Table', 'db', name);
const column = (name: string, of = 'orders'): string => entityId('Column', 'db', of, name);
const version = (number: string): string => entityId('MLModelVersion', 'reg', 'churn', number);
const feature = (number: string, name: string): string => entityId('MLFeature', 'reg', 'churn', number, name);
const deployment = (name: string): string => entityId('Deployment', 'reg', name);

type Edges = NonNullable<EntityDocument['edges']>;
const aVersion = (number: string, edges: Edges = []): EntityDocument => ({
  ...{ kind: 'MLModelVersion', service: 'reg', model: 'churn', version: number, edges },
});
const aDeployment = (endpoint: string, state: string, serves: string): EntityDocument => ({
  ...{ kind: 'Deployment', service: 'reg', endpoint, state },
  edges: [{ type: 'SERVES', upstream: serves }],
});
const aFeature = (number: string, name: string, edges: Edges = []): EntityDocument => ({
  ...{ kind: 'MLFeature', service: 'reg', model: 'churn', version: number, feature: name, edges },
});
const aStored = (name: string, upstream: string): EntityDocument => ({
  ...{ kind: 'StoredFeature', service: 'reg', featureTable: 'store', feature: name },
  edges: [{ type: 'DERIVED_FROM', upstream }],
});

const REGISTRY: readonly EntityDocument[] = [
  { kind: 'MLModel', service: 'reg', model: 'churn', domain: 'Retention' },
  aVersion('1', [{ type: 'TRAINED_ON', upstream: table('orders') }]),
  aVersion('2', [{ type: 'PRODUCED_BY', upstream: entityId('TrainingRun', 'reg', 'r2') }]),
  aVersion('3', [
    { type: 'PRODUCED_BY', upstream: entityId('TrainingRun', 'reg', 'r3') },
    { type: 'EVALUATED_ON', upstream: table('orders') },
    { type: 'USES_FEATURE', upstream: feature('3', 'tenure') },
    { type: 'USES_FEATURE', upstream: feature('3', 'count') },
  ]),
  {
    ...{ kind: 'TrainingRun', service: 'reg', run: 'r2', experiment: 'e' },
    edges: [{ type: 'TRAINED_ON', upstream: table('orders') }],
  },
  { kind: 'TrainingRun', service: 'reg', run: 'r3', experiment: 'e' },
  aFeature('3', 'count', [{ type: 'DERIVED_FROM', upstream: column('count') }]),
  aFeature('3', 'tenure'),
  aStored('known', column('count')),
  aStored('unknown', entityId('MLFeatureTable', 'reg', 'store')),
  aDeployment('live', 'IN_SERVICE', version('1')),
  aDeployment('silent', 'UPDATING', version('3')),
  aDeployment('stopped', 'OUT_OF_SERVICE', version('3')),
];

const WAREHOUSE: readonly EntityDocument[] = [
  { kind: 'Table', namespace: 'db', table: 'orders', owners: ['team:orders'] },
  {
    ...{ kind: 'Table', namespace: 'db', table: 'scores' },
    edges: [{ type: 'PREDICTED_BY', upstream: version('1') }],
  },
  { kind: 'Table', namespace: 'db', table: 'old' },
];

const NOW = new Date();
const daysAgo = (days: number): string => new Date(NOW.getTime() - days * 86_400_000).toISOString();

describeOnEveryEngine('gaps', (open) => {
  let executor: GraphExecutor;
  beforeAll(async () => {
    executor = await open();
    await syncInto(executor, { service: 'reg', documents: REGISTRY }, daysAgo(1));
    await syncInto(executor, { service: 'wh', documents: WAREHOUSE }, daysAgo(2));
    await syncInto(executor, { service: 'wh', documents: WAREHOUSE.slice(0, 2) }, daysAgo(1));
  });

  it('are versions of which neither they nor their run say what they were trained on', async () => {
    expect(ofKind(await ask(executor), 'VERSION_WITHOUT_TRAINING_DATA')).toEqual([version('3')]);
  });

  it('are features without origin, for which a feature table alone does not count', async () => {
    const gaps = await ask(executor);
    expect(ofKind(gaps, 'FEATURE_WITHOUT_SOURCES')).toEqual([feature('3', 'tenure')]);
    expect(ofKind(gaps, 'STORED_FEATURE_WITHOUT_SOURCES')).toEqual([
      entityId('StoredFeature', 'reg', 'store', 'unknown'),
    ]);
  });

  it('are deployments in service of which no predictions are known, by them or by what they serve', async () => {
    expect(ofKind(await ask(executor), 'DEPLOYMENT_WITHOUT_PREDICTIONS')).toEqual([deployment('silent')]);
  });

  it('are tables without owner, but not those that are gone', async () => {
    expect(ofKind(await ask(executor), 'TABLE_WITHOUT_OWNER')).toEqual([table('scores')]);
  });

  it('come with figures of what is known, and what things belong to', async () => {
    const { totals, coverage, items } = await ask(executor);
    expect(totals).toEqual([
      { gap: 'SOURCE_NEVER_SYNCED', total: 0 },
      { gap: 'SOURCE_SYNC_NOT_COMPLETE', total: 0 },
      { gap: 'SOURCE_STALE', total: 0 },
      { gap: 'DEPLOYMENT_WITHOUT_PREDICTIONS', total: 1 },
      { gap: 'VERSION_WITHOUT_TRAINING_DATA', total: 1 },
      { gap: 'FEATURE_WITHOUT_SOURCES', total: 1 },
      { gap: 'STORED_FEATURE_WITHOUT_SOURCES', total: 1 },
      { gap: 'TABLE_WITHOUT_OWNER', total: 1 },
    ]);
    expect(coverage.all).toEqual({
      sources: { total: 2, known: 2, ratio: 1 },
      predictions: { total: 2, known: 1, ratio: 0.5 },
      trainingData: { total: 3, known: 2, ratio: 2 / 3 },
      featureSources: { total: 2, known: 1, ratio: 0.5 },
      storedFeatureSources: { total: 2, known: 1, ratio: 0.5 },
      owners: { total: 2, known: 1, ratio: 0.5 },
    });
    expect(coverage.byService.map(({ name }) => name)).toEqual(['reg', 'wh']);
    const [first] = items.filter(({ gap }) => gap === 'FEATURE_WITHOUT_SOURCES');
    expect(first).toMatchObject({ services: ['reg'], domain: 'Retention', entity: { name: 'tenure' } });
    expect(items.every(({ missing, advice }) => missing.length > 10 && advice.length > 10)).toBe(true);
  });

  it('are of one service or domain where that is asked for, whatever the case of the domain', async () => {
    const ofWarehouse = await ask(executor, { filter: { service: ['wh'] } });
    expect(ofWarehouse.items.map(({ id }) => id)).toEqual([table('scores')]);
    expect(ofWarehouse.coverage.all['trainingData']).toEqual({ total: 0, known: 0, ratio: null });
    const ofDomain = await ask(executor, { filter: { domain: ['RETENTION'] } });
    expect(ofDomain.items.map(({ id }) => id)).toEqual([
      ...[deployment('silent'), version('3'), feature('3', 'tenure')],
    ]);
  });

  it('of a service that there is not are no answer but an error that names those there are', async () => {
    await expect(ask(executor, { filter: { service: ['regg'] } })).rejects.toThrow(
      'Nothing is called "regg". Near it: reg, wh',
    );
  });

  it('come in pages that joined are the whole, and refuse the cursor of another list', async () => {
    const whole = (await ask(executor)).items.map(({ id }) => id);
    const joined: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Answer['gaps'] = await ask(executor, { first: 2, after });
      joined.push(...page.items.map(({ id }) => id));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(joined).toEqual(whole);
    expect(whole).toHaveLength(5);
    const foreign = Buffer.from('["Table",1]').toString('base64url');
    await expect(ask(executor, { after: foreign })).rejects.toThrow('not a cursor of gaps');
    await expect(ask(executor, { staleDays: 0 })).rejects.toThrow('`staleDays` must be between 1 and');
  });

  it('cost as many statements for many things as for few', async () => {
    const statements: string[] = [];
    await ask(executor, {}, { statements });
    expect([...statements].sort()).toEqual([
      'entities-by-ids',
      ...statements.filter((name) => name.startsWith('gap-counts:')).sort(),
      ...statements.filter((name) => name.startsWith('gap-page:')).sort(),
      ...['service-syncs', 'sync-runs-of'],
    ]);
    expect(statements).toHaveLength(1 + 5 + 5 + 2);
    expect(new Set(statements).size).toBe(statements.length);
  });
});

describeOnEveryEngine('sources that are not in step', (open) => {
  it('were never read, or not read whole, or not for some days', async () => {
    const executor = await open();
    const empty = { documents: [] };
    await syncInto(executor, { service: 'fresh', ...empty }, daysAgo(1));
    await syncInto(executor, { service: 'old', ...empty }, daysAgo(30));
    await syncInto(executor, { service: 'broken', ...empty }, daysAgo(9));
    await syncInto(executor, { service: 'broken', ...empty, failure: new Error('no way') }, daysAgo(1));
    await syncInto(executor, { service: 'partial', ...empty, listing: { complete: false } }, daysAgo(1));
    await syncInto(executor, { service: 'hopeless', ...empty, listing: { complete: false } }, daysAgo(20));
    await syncInto(executor, { service: 'hopeless', ...empty, listing: { complete: false } }, daysAgo(1));
    const people = new Workbench(executor);
    await people.register({ kind: 'MLModelService', service: 'mentioned', platform: 'SageMaker' });
    await people.register({ kind: 'MLModelService', service: 'own', platform: 'Headwater' });

    const gaps = await ask(executor, {}, { configured: ['fresh', 'unseen'] });
    const service = (name: string): string => entityId('MLModelService', name);
    expect(gaps.items.map(({ gap, id }) => [gap, id])).toEqual([
      ['SOURCE_NEVER_SYNCED', service('mentioned')],
      ['SOURCE_NEVER_SYNCED', service('unseen')],
      ['SOURCE_SYNC_NOT_COMPLETE', service('broken')],
      ['SOURCE_SYNC_NOT_COMPLETE', service('hopeless')],
      ['SOURCE_SYNC_NOT_COMPLETE', service('partial')],
      ['SOURCE_STALE', service('broken')],
      ['SOURCE_STALE', service('hopeless')],
      ['SOURCE_STALE', service('old')],
    ]);
    expect(gaps.coverage.all['sources']).toEqual({ total: 7, known: 1, ratio: 1 / 7 });
    const of = (gap: string, id: string) =>
      gaps.items.find((item) => item.gap === gap && item.id === service(id));
    expect(of('SOURCE_NEVER_SYNCED', 'unseen')).toMatchObject({
      entity: null,
      advice: 'Sync it: headwater sync unseen',
    });
    expect(of('SOURCE_SYNC_NOT_COMPLETE', 'broken')?.missing).toContain('FAILED');
    expect(of('SOURCE_SYNC_NOT_COMPLETE', 'broken')?.missing).toContain('no way');
    expect(of('SOURCE_SYNC_NOT_COMPLETE', 'partial')?.missing).toContain('none ever did');
    expect(of('SOURCE_STALE', 'old')?.missing).toContain(daysAgo(30));

    const patient = await ask(executor, { staleDays: 60 });
    expect(patient.totals.find(({ gap }) => gap === 'SOURCE_STALE')?.total).toBe(0);
  });
});

describeOnEveryEngine('what people say', (open) => {
  it('closes a gap as well as what a source says, and taking it back opens it again', async () => {
    const executor = await open();
    await syncInto(executor, { service: 'reg', documents: REGISTRY }, daysAgo(1));
    await syncInto(executor, { service: 'wh', documents: WAREHOUSE }, daysAgo(1));
    const people = new Workbench(executor);
    await people.curate({ id: table('scores'), set: { owners: ['ada'] } });
    expect(ofKind(await ask(executor), 'TABLE_WITHOUT_OWNER')).toEqual([table('old')]);
    await people.curate({ id: table('scores'), set: { owners: [] } });
    expect(ofKind(await ask(executor), 'TABLE_WITHOUT_OWNER')).toEqual([table('old'), table('scores')]);
  });
});
