import { beforeAll, expect, it } from 'vitest';
import type { EntityDocument } from '../../../src/model/document.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { curator, type Curator } from '../curate/curator.js';
import { day, feature, said, versionDocuments } from '../diff/compared-things.js';
import {
  asked,
  column,
  DEPLOYMENT,
  predictions,
  run,
  runDocument,
  table,
  version,
  whatAt,
} from './given-provenance.js';

/** All evidence is there but for the approval, which only people give. */
const documented = (number: string, digest: string): EntityDocument[] => [
  ...versionDocuments({
    ...{ number, parameters: { depth: '3', alpha: '0.5' }, digests: { features: digest } },
    features: { spent: ['spent@features'] },
    edges: [
      { type: 'PRODUCED_BY', upstream: run(`r${number}`) },
      { type: 'EVALUATED_ON', upstream: table('features'), digest: 'held-out' },
    ],
  }),
  runDocument(`r${number}`, {
    ...{ gitCommit: `c0ffee${number}`, user: 'ana', startedAt: '2026-02-01T00:00:00.000Z' },
    edges: [{ type: 'TRAINED_ON', upstream: table('orders'), digest: `o${digest}` }],
  }),
];

const catalogOf = (served: readonly string[]): EntityDocument[] => [
  ...predictions(served),
  ...documented('1', '111'),
  ...documented('2', '222'),
];

describeOnEveryEngine('the provenance of predictions', (open) => {
  let ask: Curator;

  beforeAll(async () => {
    const executor = await open();
    ask = curator(executor, { actor: 'bob', role: 'admin' });
    await said(executor, catalogOf(['1']), day(1));
    await said(executor, catalogOf(['2']), day(5));
    // Version 1 is said to have read other data now than it was said to have read then.
    await said(
      executor,
      [...predictions(['2']), ...documented('1', '333'), ...documented('2', '222')],
      day(9),
    );
  });

  it('tells the version behind a prediction column, with its run, code, parameters, data and features', async () => {
    const { of, asOf, versions, versionTotal } = await asked(ask, column('score', 'scores'));
    expect([of.id, asOf, versionTotal]).toEqual([column('score', 'scores'), null, 1]);
    expect(versions).toEqual([
      {
        ...{ version: { id: version('2'), stage: null }, certainty: 'RECORDED', depth: 2 },
        servedBy: [{ deployment: { id: DEPLOYMENT }, share: 100 }],
        runs: [{ id: run('r2'), gitCommit: 'c0ffee2' }],
        parameters: [
          { parameter: 'alpha', value: '0.5' },
          { parameter: 'depth', value: '3' },
        ],
        trainingData: [
          { table: { id: table('features') }, digests: ['222'] },
          { table: { id: table('orders') }, digests: ['o222'] },
        ],
        evaluationData: [{ table: { id: table('features') }, digests: ['held-out'] }],
        features: [
          {
            feature: { id: feature('spent', '2') },
            sources: [{ source: { id: column('amount', 'orders') }, certainty: 'RECORDED' }],
          },
        ],
        decisions: [],
      },
    ]);
  });

  it('tells where data enters, the surest first, each with its way', async () => {
    const { sources, sourceTotal } = await asked(ask, column('score', 'scores'));
    // The version was trained on all of `orders` and `features`: their other columns are possible, and no more.
    expect(sources.map(({ source, certainty }) => [source.id, certainty])).toEqual([
      [column('amount', 'orders'), 'RECORDED'],
      [column('day', 'orders'), 'POSSIBLE'],
      [column('unread', 'orders'), 'POSSIBLE'],
    ]);
    expect(sourceTotal).toBe(3);
    expect(sources[0]?.way).toEqual(
      [
        DEPLOYMENT,
        version('2'),
        feature('spent', '2'),
        column('spent', 'features'),
        column('amount', 'orders'),
      ].map((upstream) => ({ upstream, by: 'registry' })),
    );
  });

  it('tells the version that was served at a moment, which is not the one that is served now', async () => {
    const { asOf, versions } = await asked(ask, column('score', 'scores'), { asOf: day(3) });
    expect(asOf).toBe(day(3));
    expect(versions).toMatchObject([
      {
        version: { id: version('1') },
        servedBy: [{ deployment: { id: DEPLOYMENT }, share: 100 }],
        runs: [{ id: run('r1'), gitCommit: 'c0ffee1' }],
        features: [{ sources: [{ source: { id: column('amount', 'orders') } }] }],
      },
    ]);
  });

  it('tells the digest of then, or that it was said otherwise then and is not kept', async () => {
    const then = await asked(ask, version('2'), { asOf: day(3) });
    expect(then.versions[0]?.trainingData.map(({ digests }) => digests)).toEqual([['222'], ['o222']]);
    expect(whatAt(then).filter((line) => line.includes('DIGEST'))).toEqual([]);

    const changed = await asked(ask, version('1'), { asOf: day(3) });
    // What is said of it today would be a lie about that day.
    expect(changed.versions[0]?.trainingData.map(({ digests }) => digests)).toEqual([[], []]);
    expect(changed.missing.filter(({ what }) => what.includes('DIGEST'))).toMatchObject([
      { what: 'DIGEST_NOT_KEPT', at: table('features'), version: version('1') },
      { what: 'DIGEST_NOT_KEPT', at: table('orders'), version: version('1') },
    ]);
    expect(changed.missing.find(({ what }) => what === 'DIGEST_NOT_KEPT')?.message).toContain(day(9));
    const now = await asked(ask, version('1'));
    expect(now.versions[0]?.trainingData.map(({ digests }) => digests)).toEqual([['333'], ['o333']]);
  });

  it('says what it rests on, and nothing is missing but what nobody gave', async () => {
    const { answer, missing, missingTotals } = await asked(ask, column('score', 'scores'));
    expect(answer).toMatchObject({ complete: true, cut: [], sources: [{ service: 'registry' }] });
    expect(missing.map(({ what, at, depth }) => [what, at, depth])).toEqual([
      ['NO_APPROVAL', version('2'), 2],
    ]);
    expect(missingTotals).toEqual([{ what: 'NO_APPROVAL', total: 1 }]);
  });

  it('takes a deployment, a version, a feature and a table as well, and names as well as ids', async () => {
    expect((await asked(ask, 'live')).versions.map((one) => one.version.id)).toEqual([version('2')]);
    expect((await asked(ask, 'churn@1')).versions.map((one) => one.version.id)).toEqual([version('1')]);
    expect((await asked(ask, 'scores')).versions.map((one) => one.version.id)).toEqual([version('2')]);
    const ofFeature = await asked(ask, feature('spent', '1'));
    expect(ofFeature.versions).toEqual([]);
    expect(ofFeature.sources.map(({ source }) => source.id)).toEqual([column('amount', 'orders')]);
  });

  it('says that it was not there yet, and that a moment has not come', async () => {
    await expect(asked(ask, column('score', 'scores'), { asOf: '2026-02-01T00:00:00.000Z' })).rejects.toThrow(
      /was not in the catalog at 2026-02-01/,
    );
    await expect(asked(ask, 'scores', { asOf: '2999-01-01T00:00:00.000Z' })).rejects.toThrow(/future/);
    await expect(asked(ask, 'nothing_such')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
