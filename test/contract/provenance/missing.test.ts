import { expect, it } from 'vitest';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { curator } from '../curate/curator.js';
import { day, feature, said, tableDocument, versionDocuments } from '../diff/compared-things.js';
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

const bare = versionDocuments({ number: '1' });

describeOnEveryEngine('what evidence of predictions is missing', (open) => {
  const missingOf = async (documents: readonly EntityDocument[], id: string): Promise<string[]> => {
    const executor = await open();
    await said(executor, documents, day(1));
    return whatAt(await asked(curator(executor, { actor: 'ada', role: 'admin' }), id));
  };

  it('names all that is not known of a version', async () => {
    expect(await missingOf(bare, version('1'))).toEqual(
      ['NO_APPROVAL', 'NO_RUN', 'NO_PARAMETERS', 'NO_TRAINING_DATA', 'NO_FEATURES']
        .map((what) => `${what} ${version('1')}`)
        .toSpliced(0, 0, `NO_ORIGIN ${version('1')}`),
    );
  });

  it('tells a run that was never named from one that is named and not in the catalog', async () => {
    const executor = await open();
    await said(executor, versionDocuments({ number: '1', fields: { runId: 'r7' } }), day(1));
    const { missing } = await asked(curator(executor, { actor: 'ada', role: 'admin' }), version('1'));
    expect(missing.find(({ what }) => what === 'NO_RUN')?.message).toMatch(/names the run r7/);
  });

  it('finds a run without commit, training data without digest, and a feature without source, each at its hop', async () => {
    const documents = [
      ...tableDocument('orders', { amount: 'int' }),
      ...versionDocuments({
        ...{ number: '1', parameters: { depth: '3' }, features: { spent: [], paid: ['amount@orders'] } },
        edges: [
          { type: 'PRODUCED_BY', upstream: run('r1') },
          { type: 'TRAINED_ON', upstream: table('orders') },
        ],
      }),
      runDocument('r1'),
    ];
    expect(await missingOf(documents, version('1'))).toEqual([
      `NO_APPROVAL ${version('1')}`,
      `NO_CODE_COMMIT ${run('r1')}`,
      `NO_DIGEST ${table('orders')}`,
      `NO_FEATURE_SOURCE ${feature('spent', '1')}`,
    ]);
  });

  it('finds a deployment that does not say which version it answers with', async () => {
    expect(await missingOf(predictions([]), column('score', 'scores'))).toEqual([`NO_VERSION ${DEPLOYMENT}`]);
  });

  it('finds a prediction column with no stated origin, asked for by its table or by itself', async () => {
    const documents = [...predictions(['1']), ...bare];
    const note = `NO_COLUMN_ORIGIN ${column('note', 'scores')}`;
    expect(await missingOf(documents, 'scores')).toContain(note);
    expect(await missingOf(documents, column('note', 'scores'))).toContain(note);
    expect(await missingOf(documents, column('score', 'scores'))).not.toContain(note);
  });

  it('takes no column for a source whose table is made from other data', async () => {
    const executor = await open();
    const made = tableDocument(
      'made',
      { unsaid: 'int' },
      {
        edges: [{ type: 'DERIVED_FROM', upstream: table('orders') }],
      },
    );
    await said(
      executor,
      [
        ...tableDocument('orders', { amount: 'int' }),
        ...made,
        ...versionDocuments({ number: '1', features: { f: ['unsaid@made'] } }),
      ],
      day(1),
    );
    const told = await asked(curator(executor, { actor: 'ada', role: 'admin' }), feature('f', '1'));
    expect(told.sources.map(({ source, certainty }) => [source.id, certainty])).toEqual([
      [column('amount', 'orders'), 'POSSIBLE'],
    ]);
    expect(whatAt(told)).toEqual([`NO_COLUMN_ORIGIN ${column('unsaid', 'made')}`]);
  });

  it('finds a table of which no column is known, and takes it for the source', async () => {
    const executor = await open();
    await said(
      executor,
      [...tableDocument('orders', {}), ...versionDocuments({ number: '1', digests: { orders: '1' } })],
      day(1),
    );
    const told = await asked(curator(executor, { actor: 'ada', role: 'admin' }), version('1'));
    expect(told.sources.map(({ source }) => source.id)).toEqual([table('orders')]);
    expect(whatAt(told)).toContain(`NO_COLUMN_DETAIL ${table('orders')}`);
  });

  it('says of a stored feature and of where data enters that nothing is known behind them', async () => {
    const stored = entityId('StoredFeature', 'store', 'customers', 'spent');
    const documents: EntityDocument[] = [
      { kind: 'StoredFeature', service: 'store', featureTable: 'customers', feature: 'spent' },
      {
        ...{ kind: 'MLFeature', service: 'registry', model: 'churn', version: '1', feature: 'f' },
        edges: [{ type: 'DERIVED_FROM', upstream: stored }],
      },
    ];
    expect(await missingOf(documents, feature('f', '1'))).toEqual([`NO_FEATURE_SOURCE ${stored}`]);
    expect(await missingOf(tableDocument('orders', { amount: 'int' }), column('amount', 'orders'))).toEqual([
      `NO_ORIGIN ${column('amount', 'orders')}`,
    ]);
  });
});
