import { beforeEach, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { syncInto } from '../../support/documents.js';
import { failureOf, Workbench } from './workbench.js';

const service = entityId('MLModelService', 'own');
const model = entityId('MLModel', 'own', 'churn');
const versionOf = (version: string): string => entityId('MLModelVersion', 'own', 'churn', version);
const version = (name?: string, more: object = {}): EntityDocument => ({
  ...{ kind: 'MLModelVersion', service: 'own', model: 'churn', framework: 'sklearn', ...more },
  ...(name === undefined ? {} : { version: name }),
});

describeOnEveryEngine('the rules', (open) => {
  let executor: GraphExecutor;
  let ada: Workbench;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    ada = new Workbench(executor);
    await ada.register({
      kind: 'MLModelService',
      service: 'own',
      platform: 'Headwater',
      versioning: 'semantic',
    });
    await ada.register({ kind: 'MLModel', service: 'own', model: 'churn' });
  });

  const deploy = (serving: string, state = 'IN_SERVICE') =>
    ada.register({
      ...{ kind: 'Deployment', service: 'own', endpoint: 'live', state },
      edges: [{ type: 'SERVES', upstream: serving }],
    });

  it('begin the versions of a model at 1.0.0 where its service numbers them so', async () => {
    expect(await ada.register(version())).toMatchObject({ id: versionOf('1.0.0'), revision: 1 });
  });

  it('refuse a version that is no semantic version where the service claims them', async () => {
    for (const name of ['01.2.3', 'v1.0.0', '1.0', 'latest']) {
      expect(await failureOf(ada.register(version(name)))).toMatchObject({
        ...{ code: 'RULE_BROKEN', details: { rule: 'version-name', field: 'version' } },
      });
    }
    await ada.register(version('1.10.0-rc.1'));
  });

  it('refuse to make what is there already', async () => {
    await ada.register(version('1.0.0'));
    expect(await failureOf(ada.register(version('1.0.0')))).toMatchObject({
      code: 'CONFLICT',
      details: { revision: 1 },
    });
  });

  it('refuse to hang a thing on what is not there', async () => {
    const orphan: EntityDocument = { kind: 'MLModel', service: 'onw', model: 'churn' };
    expect(await failureOf(ada.register(orphan))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuse names that differ only by case or by Unicode form', async () => {
    for (const twin of ['Churn', 'ｃhurn']) {
      expect(await failureOf(ada.register({ kind: 'MLModel', service: 'own', model: twin }))).toMatchObject({
        ...{ code: 'RULE_BROKEN', details: { rule: 'distinct-names', inTheWay: [model] } },
      });
    }
    await ada.register({ kind: 'MLModel', service: 'own', model: 'pr\u00e9vision' });
    expect(
      await failureOf(ada.register({ kind: 'MLModel', service: 'own', model: 'pre\u0301vision' })),
    ).toMatchObject({ details: { rule: 'distinct-names' } });
  });

  it('never change the framework of a version that people registered', async () => {
    await ada.register(version('1.0.0'));
    expect(
      await failureOf(ada.curate({ id: versionOf('1.0.0'), set: { framework: 'xgboost' } })),
    ).toMatchObject({
      ...{ code: 'RULE_BROKEN', details: { rule: 'immutable-field', field: 'framework' } },
    });
  });

  it('record a source that changes it as it says, and flag it', async () => {
    const says = (framework: string) =>
      syncInto(executor, {
        service: 'own',
        masters: ['MLModelVersion'],
        documents: [version('7', { framework })],
      });
    await says('sklearn');
    const report = await says('xgboost');
    expect(report).toMatchObject({ state: 'COMPLETE', updated: 1, rejected: 0 });
    expect(report.warnings.join()).toContain('immutable-field:framework');
    expect(await ada.entity(versionOf('7'))).toMatchObject({
      framework: 'xgboost',
      brokenRules: ['immutable-field:framework'],
    });
    expect((await ada.history(versionOf('7')))[0]).toMatchObject({
      brokenRules: ['immutable-field:framework'],
    });
  });

  it('let a stage go only where the table allows, and by its words', async () => {
    await ada.register(version('1.0.0'));
    const stage = (value: string) => ada.curate({ id: versionOf('1.0.0'), set: { stage: value } });
    await stage('development');
    expect(await failureOf(stage('production'))).toMatchObject({
      code: 'RULE_BROKEN',
      details: { rule: 'allowed-transition', field: 'stage' },
    });
    await stage('staging');
    await stage('production');
    expect(await failureOf(stage('prod'))).toMatchObject({ code: 'BAD_INPUT', details: { field: 'stage' } });
  });

  it('refuse to delete a version in service, its model and its service, and name the deployments', async () => {
    await ada.register(version('1.0.0'));
    const { id: deployment } = await deploy(versionOf('1.0.0'));
    for (const id of [versionOf('1.0.0'), model, service]) {
      const failure = await failureOf(ada.remove(id));
      expect(failure).toMatchObject({
        code: 'RULE_BROKEN',
        details: { rule: 'served-version', inTheWay: [deployment], offer: 'ARCHIVE' },
      });
      expect(await ada.entity(id)).not.toHaveProperty('until');
    }
    expect(await failureOf(ada.remove(deployment))).toMatchObject({
      details: { rule: 'deployment-in-service' },
    });
  });

  it('delete softly, with all that hangs on it, and give all of it back', async () => {
    await ada.register(version('1.0.0'));
    await ada.register({ kind: 'Table', namespace: 'shop', table: 'orders' });
    await ada.register({
      ...version('1.1.0', { tags: ['kept'] }),
      edges: [{ type: 'TRAINED_ON', upstream: 'Table:shop/orders', digest: 'd1' }],
    });
    await ada.register({
      ...{ kind: 'Table', namespace: 'shop', table: 'scores' },
      edges: [{ type: 'PREDICTED_BY', upstream: versionOf('1.1.0') }],
    });
    const lineage = async () =>
      [...(await ada.edges(versionOf('1.1.0'))), ...(await ada.edges('Table:shop/scores'))].filter(
        ({ type }) => !type.startsWith('PAST_'),
      );
    const before = await lineage();
    expect(before).toHaveLength(2);

    await ada.remove(model);
    for (const id of [model, versionOf('1.0.0'), versionOf('1.1.0')]) {
      expect(await ada.entity(id)).toHaveProperty('until');
      expect((await ada.history(id))[0]).toMatchObject({ action: 'DELETED', actor: 'ada' });
    }
    expect(await lineage()).toEqual([]);
    // The table that held its predictions says that it lost where they came from.
    expect((await ada.history('Table:shop/scores'))[0]).toMatchObject({
      edges: [{ type: 'PREDICTED_BY', upstream: versionOf('1.1.0'), change: 'ENDED' }],
    });
    expect(await failureOf(ada.curate({ id: model, set: { description: 'x' } }))).toMatchObject({
      details: { rule: 'ended', offer: 'RESTORE' },
    });
    expect(await failureOf(ada.register(version('2.0.0')))).toMatchObject({ details: { rule: 'ended' } });
    expect(await failureOf(ada.restore(versionOf('1.0.0')))).toMatchObject({
      details: { rule: 'ended', inTheWay: [model] },
    });

    await ada.restore(model);
    const after = await lineage();
    expect(after.map(({ type, to, edge: { since: _, ...edge } }) => ({ type, to, edge }))).toEqual(
      before.map(({ type, to, edge: { since: _, ...edge } }) => ({ type, to, edge })),
    );
    expect(await ada.entity(versionOf('1.1.0'))).toMatchObject({ tags: ['kept'], revision: 3 });
    expect(await ada.entity(versionOf('1.1.0'))).not.toHaveProperty('until');
  });

  it('restore only what ended together, and lineage once both of its ends are back', async () => {
    await ada.register(version('1.0.0'));
    await ada.register({
      ...version('1.1.0'),
      edges: [{ type: 'FINE_TUNED_FROM', upstream: versionOf('1.0.0') }],
    });
    await ada.remove(versionOf('1.0.0'));
    await ada.remove(model);
    await ada.restore(model);
    expect(await ada.entity(versionOf('1.0.0'))).toHaveProperty('until');
    const current = async () => (await ada.edges(versionOf('1.1.0'))).map(({ type }) => type);
    expect(await current()).toEqual(['PAST_FINE_TUNED_FROM']);
    await ada.restore(versionOf('1.0.0'));
    expect(await current()).toEqual(['FINE_TUNED_FROM', 'PAST_FINE_TUNED_FROM']);
    await ada.remove(versionOf('1.0.0'));
    await ada.restore(versionOf('1.0.0'));
    expect((await current()).filter((type) => type === 'FINE_TUNED_FROM')).toHaveLength(1);
  });

  it('keep what a source says of a deleted thing for when it is restored', async () => {
    const orders = { kind: 'Table', namespace: 'shop', table: 'orders' } as const;
    const raw = { kind: 'Table', namespace: 'shop', table: 'raw' } as const;
    const says = (description: string) =>
      syncInto(executor, {
        ...{ service: 'warehouse', masters: ['Table' as const] },
        documents: [
          { ...orders, description, edges: [{ type: 'DERIVED_FROM', upstream: 'Table:shop/raw' }] },
          raw,
        ],
      });
    await ada.register(raw);
    await ada.register(orders);
    await ada.remove('Table:shop/orders');
    await says('while it was deleted');
    expect((await ada.edges('Table:shop/orders')).map(({ type }) => type)).toEqual(['PAST_DERIVED_FROM']);
    await ada.restore('Table:shop/orders');
    expect((await ada.edges('Table:shop/orders')).map(({ type }) => type)).toContain('DERIVED_FROM');
    expect(await ada.entity('Table:shop/orders')).toMatchObject({ description: 'while it was deleted' });
  });

  it('purge only what was deleted, say what would go, and keep that it was purged', async () => {
    await ada.register(version('1.0.0'));
    expect(await failureOf(ada.purge(model))).toMatchObject({ details: { rule: 'delete-before-purge' } });
    await ada.remove(model);
    const wouldGo = await ada.purge(model, true);
    expect(wouldGo.removed).toEqual([
      { kind: 'MLModel', count: 1 },
      { kind: 'MLModelVersion', count: 1 },
    ]);
    expect(await ada.entity(model)).toBeDefined();
    expect(await ada.purge(model)).toEqual(wouldGo);
    expect(await ada.entity(model)).toBeUndefined();
    expect(await ada.entity(versionOf('1.0.0'))).toBeUndefined();
    expect(await ada.history(model)).toMatchObject([{ action: 'PURGED', actor: 'ada', fields: [] }]);
    expect(await ada.history(versionOf('1.0.0'))).toEqual([]);
  });

  it('keep a series to a million points', async () => {
    await ada.register(version('1.0.0'));
    const points = Array.from({ length: 1_000_001 }, (_, step) => ({ value: 1, step }));
    expect(await failureOf(ada.log(versionOf('1.0.0'), [{ name: 'loss', points }]))).toMatchObject({
      code: 'BAD_INPUT',
      details: { field: 'metrics.0.points' },
    });
  });

  it('keep a unique tag on one version, also when two move it at once', async () => {
    for (const name of ['1.0.0', '2.0.0', '3.0.0']) await ada.register(version(name));
    await ada.move({ version: versionOf('1.0.0'), tag: 'production' });
    expect(await failureOf(ada.register(version('4.0.0', { uniqueTags: ['production'] })))).toMatchObject({
      code: 'RULE_BROKEN',
      details: { rule: 'unique-tag', inTheWay: [versionOf('1.0.0')] },
    });
    const others = ['2.0.0', '3.0.0', '1.0.0', '2.0.0', '3.0.0'];
    await Promise.all(others.map((name) => ada.move({ version: versionOf(name), tag: 'production' })));
    const holders = [];
    for (const name of ['1.0.0', '2.0.0', '3.0.0']) {
      const tags = ((await ada.entity(versionOf(name)))?.['uniqueTags'] ?? []) as string[];
      if (tags.includes('production')) holders.push(name);
    }
    expect(holders).toHaveLength(1);
  });

  it('flag the version on which a registry puts an alias that another version has, and not one that moved', async () => {
    const says = (...aliases: string[][]) =>
      syncInto(executor, {
        ...{ service: 'own', masters: ['MLModelVersion' as const] },
        documents: aliases.map((names, index) => version(String(index + 1), { aliases: names })),
      });
    await says(['champion'], []);
    const moved = await says([], ['champion']);
    expect(moved.warnings).toEqual([]);
    const doubled = await says(['champion'], ['champion']);
    expect(doubled.warnings.join()).toContain('unique-tag:aliases');
    expect(await ada.entity(versionOf('1'))).toMatchObject({ brokenRules: ['unique-tag:aliases'] });
  });

  it('leave an alias that a registry has put on a version to the registry', async () => {
    await syncInto(executor, { service: 'own', documents: [version('7', { aliases: ['champion'] })] });
    await ada.register(version('8.0.0'));
    expect(await failureOf(ada.move({ version: versionOf('8.0.0'), tag: 'champion' }))).toMatchObject({
      details: { rule: 'unique-tag', inTheWay: [versionOf('7')] },
    });
  });
});
