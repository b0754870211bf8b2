import { beforeAll, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { curator, type Curator } from '../curate/curator.js';
import { day, said, tableDocument, versionDocuments } from '../diff/compared-things.js';
import { asked, run, runDocument, table, version } from './given-provenance.js';

const VERSIONS = 203;
const COLUMNS = 1004;
const numbers = Array.from({ length: VERSIONS }, (_, index) => String(index + 1).padStart(3, '0'));

/** One table that very many versions wrote into, all trained on one that is very wide, which it is made from as well. */
const documents: EntityDocument[] = [
  ...tableDocument(
    'wide',
    Object.fromEntries(Array.from({ length: COLUMNS }, (_, index) => [`c${index}`, 'int'])),
  ),
  ...numbers.flatMap((number) =>
    versionDocuments({
      ...{ number, features: { f: ['c1@wide'] }, parameters: { depth: '1' }, digests: { wide: number } },
      edges: [{ type: 'PRODUCED_BY', upstream: run(`r${number}`) }],
    }),
  ),
  ...numbers.map((number) => runDocument(`r${number}`)),
  ...tableDocument(
    'hub',
    {},
    {
      edges: [
        { type: 'DERIVED_FROM', upstream: table('wide') },
        ...numbers.map((number) => ({ type: 'PREDICTED_BY' as const, upstream: version(number) })),
      ],
    },
  ),
  ...tableDocument('few', {}, { edges: [{ type: 'PREDICTED_BY', upstream: version('001') }] }),
];

describeOnEveryEngine('the provenance of a hub', (open) => {
  let ask: Curator;
  let statements: string[] = [];

  beforeAll(async () => {
    const executor = await open();
    await said(executor, documents, day(1));
    const counting = new Proxy(executor, {
      get(target, name) {
        if (name !== 'read') return Reflect.get(target, name, target) as unknown;
        const read: GraphExecutor['read'] = (query, ...rest) => {
          statements.push(query.name);
          return target.read(query, ...rest);
        };
        return read;
      },
    });
    ask = curator(counting, { actor: 'ada', role: 'admin' });
  });

  it('tells the first 200 versions and the first 1,000 sources, and that there are more', async () => {
    const told = await asked(ask, 'hub');
    expect([told.versions.length, told.versionTotal]).toEqual([200, VERSIONS]);
    expect([told.sources.length, told.sourceTotal]).toEqual([1000, COLUMNS]);
    expect(told.versions.map((one) => one.version.id)).toEqual(numbers.slice(0, 200).map(version));
    expect(told.answer.complete).toBe(false);
    // Asking from what is named goes on.
    expect(told.answer.cut[0]).toEqual({ reason: 'NODES', beyond: 3, at: numbers.slice(200).map(version) });
    expect(told.answer.cut[1]).toMatchObject({ reason: 'NODES', beyond: COLUMNS - 1000 });
    expect(told.missingTotals).toEqual([
      { what: 'NO_APPROVAL', total: 200 },
      { what: 'NO_CODE_COMMIT', total: 200 },
    ]);
    expect(told.versions[199]?.trainingData).toEqual([{ table: { id: table('wide') }, digests: ['200'] }]);
  });

  it('asks the graph no more often for 200 versions than for one, now and as of a moment', async () => {
    const countOf = async (id: string, asOf?: string): Promise<number> => {
      statements = [];
      await asked(ask, id, asOf === undefined ? {} : { asOf });
      return statements.length;
    };
    // A walk may take a few levels along in one question or not, by how much there is of them.
    const slack = 6;
    expect(await countOf('hub')).toBeLessThanOrEqual((await countOf('few')) + slack);
    expect(await countOf('hub', day(2))).toBeLessThanOrEqual((await countOf('few', day(2))) + slack);
  });

  it('ends in a cut answer when its time is over, and claims nothing of what it did not look at', async () => {
    const { answer, missing, sources } = await asked(ask, 'few', { seconds: 0 });
    expect(answer.complete).toBe(false);
    expect(answer.cut.map(({ reason }) => reason)).toContain('TIME');
    expect(missing.filter(({ what }) => what.endsWith('ORIGIN') || what === 'NO_FEATURE_SOURCE')).toEqual([]);
    expect(sources).toEqual([]);
  });
});
