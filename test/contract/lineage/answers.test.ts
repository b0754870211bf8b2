import { beforeAll, describe, expect, it } from 'vitest';
import { findLineage } from '../../../src/catalog/lineage/find-lineage.js';
import { HeldWalks } from '../../../src/catalog/lineage/held-walks.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphLineageReader } from '../../../src/graph/graph-lineage.reader.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import type { Curator } from '../curate/curator.js';
import { day, said, table, tableDocument } from '../diff/compared-things.js';
import {
  askerOf,
  AMOUNT,
  BOARD,
  DUMP,
  FEATURE,
  idsOf,
  impactOf,
  LATE,
  LIVE,
  lineageOf,
  ORDERS,
  RAW,
  readShop,
  registry,
  SPENT,
  traceOf,
  VERSION,
  warehouse,
} from './shop.js';

const DOWN = 'direction: DOWNSTREAM';
/** More than any of these answers takes. */
const OFTEN = 50;

describeOnEveryEngine('what an answer says of itself', (open) => {
  let executor: GraphExecutor;
  let ask: Curator;
  beforeAll(async () => {
    executor = await open();
    await readShop(executor);
  });
  // An asker has walks of its own: no test goes on with the walk of another.
  const anew = (): void => void ({ ask } = askerOf(executor));

  describe('whether it is complete', () => {
    it('is said of each question', async () => {
      anew();
      const whole = await lineageOf(ask, ORDERS, DOWN);
      expect(idsOf(whole)).toEqual(
        expect.arrayContaining([SPENT, FEATURE, VERSION, LIVE, BOARD, DUMP, LATE]),
      );
      const impact = await impactOf(ask, AMOUNT);
      const trace = await traceOf(ask, LIVE, AMOUNT);
      for (const { answer } of [whole, impact, trace])
        expect(answer).toMatchObject({ complete: true, cut: [], hidden: 0 });
      expect(trace.paths.length).toBeGreaterThan(0);
    });

    it('is denied at a depth, with how many are in sight, and from the edge one comes to the rest', async () => {
      anew();
      const whole = await lineageOf(ask, AMOUNT, DOWN);
      const near = await lineageOf(ask, AMOUNT, `${DOWN}, depth: 1`);
      const beyond = whole.nodes.filter(({ depth }) => depth === 2).length;
      expect(beyond).toBeGreaterThan(0);
      expect(near.answer).toMatchObject({ complete: false, cut: [{ reason: 'DEPTH', beyond }] });
      const reached = new Set(idsOf(near));
      for (const at of near.answer.cut[0]?.at ?? [])
        for (const id of idsOf(await lineageOf(ask, at, DOWN))) reached.add(id);
      expect([...reached].sort()).toEqual(expect.arrayContaining(idsOf(whole).sort()));
    });

    it('is denied when its time is over, and the same question goes on until it is whole', async () => {
      anew();
      const whole = await lineageOf(ask, AMOUNT, DOWN);
      anew();
      const first = await lineageOf(ask, AMOUNT, `${DOWN}, seconds: 0`);
      expect(first.answer).toMatchObject({ complete: false, cut: [{ reason: 'TIME', at: [AMOUNT] }] });
      expect(idsOf(first)).toEqual([AMOUNT]);
      expect(first.pageInfo.hasNextPage).toBe(true);
      let last = first;
      for (let asked = 0; !last.answer.complete; asked += 1) {
        expect(asked).toBeLessThan(OFTEN);
        last = await lineageOf(ask, AMOUNT, `${DOWN}, seconds: 0`);
      }
      expect(last).toEqual(whole);
    });

    it('is denied when its time is over, and its cursor leads through the rest', async () => {
      anew();
      const whole = await lineageOf(ask, AMOUNT, DOWN);
      anew();
      const pages = [await lineageOf(ask, AMOUNT, `${DOWN}, seconds: 0, first: 2`)];
      for (let page = pages[0]; page?.pageInfo.hasNextPage; page = pages.at(-1)) {
        expect(pages.length).toBeLessThan(OFTEN);
        const after = `after: "${page.pageInfo.endCursor}"`;
        pages.push(await lineageOf(ask, AMOUNT, `${DOWN}, seconds: 0, first: 2, ${after}`));
      }
      expect(pages.flatMap(idsOf)).toEqual(idsOf(whole));
    });

    it.each([
      ['impact', () => impactOf(ask, AMOUNT, ', seconds: 0')],
      ['trace', () => traceOf(ask, AMOUNT, LIVE, ', seconds: 0')],
    ])('is denied of %s when its time is over, and is an answer and no error', async (_, question) => {
      anew();
      const { answer } = await question();
      expect(answer.complete).toBe(false);
      // A trace walks both ways.
      expect(new Set(answer.cut.map(({ reason }) => reason))).toEqual(new Set(['TIME']));
      let last = answer;
      for (let asked = 0; !last.complete; asked += 1) {
        expect(asked).toBeLessThan(OFTEN);
        last = (await question()).answer;
      }
    });

    it('is denied at a number of things, and its cursor leads through the rest', async () => {
      const reader = new GraphLineageReader(executor);
      const whole = await findLineage(reader, ORDERS, { direction: 'DOWNSTREAM' });
      const terms = { direction: 'DOWNSTREAM', walks: new HeldWalks(), limits: { nodes: 3 } } as const;
      let page = await findLineage(reader, ORDERS, terms);
      expect(page.answer).toMatchObject({ complete: false, cut: [{ reason: 'NODES', at: [ORDERS] }] });
      expect(page.answer.cut[0]?.beyond).toBe(whole.nodes.filter(({ depth }) => depth === 1).length);
      const ids = page.nodes.map(({ id }) => id);
      for (let asked = 0; page.pageInfo.hasNextPage; asked += 1) {
        expect(asked).toBeLessThan(OFTEN);
        page = await findLineage(reader, ORDERS, { ...terms, after: page.pageInfo.endCursor ?? '' });
        ids.push(...page.nodes.map(({ id }) => id));
      }
      expect(ids).toEqual(whole.nodes.map(({ id }) => id));
      expect(page.answer.complete).toBe(true);
    });
  });

  describe('what it rests on', () => {
    it('is each source by its last sync, how that ended, and the last that read it whole', async () => {
      anew();
      const { answer } = await lineageOf(ask, ORDERS, DOWN);
      expect(answer.sources).toEqual([
        { service: 'lake', lastSync: day(2), outcome: 'FAILED_SAFE', lastComplete: null },
        { service: 'nightly', lastSync: day(3), outcome: 'FAILED', lastComplete: day(2) },
        { service: 'registry', lastSync: day(1), outcome: 'COMPLETE', lastComplete: day(1) },
        { service: 'warehouse', lastSync: day(1), outcome: 'COMPLETE', lastComplete: day(1) },
      ]);
      expect((await impactOf(ask, ORDERS)).answer.sources).toEqual(answer.sources);
    });

    it('is a source that was never synced, where an answer has nothing else to rest on', async () => {
      anew();
      const { answer } = await lineageOf(ask, BOARD, DOWN);
      expect(answer.sources).toEqual([{ service: 'bi', lastSync: null, outcome: null, lastComplete: null }]);
    });
  });

  describe('what is unknown', () => {
    it('is told apart from what is empty, by its reason, its service and the things it is about', async () => {
      anew();
      const { answer } = await lineageOf(ask, ORDERS, DOWN);
      expect(answer.unknown.map(({ message: _, ...rest }) => rest)).toEqual([
        { reason: 'NOT_COMPLETE', service: 'lake', total: 1, about: [DUMP] },
        { reason: 'NOT_COMPLETE', service: 'nightly', total: 1, about: [LATE] },
      ]);
      expect((await impactOf(ask, ORDERS)).answer.unknown).toEqual(answer.unknown);
    });

    it('is what depends on a dashboard of a service that was never read, where one asks about that', async () => {
      anew();
      const { unknown } = (await lineageOf(ask, BOARD, DOWN)).answer;
      expect(unknown).toMatchObject([{ reason: 'NEVER_SYNCED', service: 'bi', total: 1, about: [BOARD] }]);
      expect(unknown[0]?.message).toContain('its service bi was never synced');
    });

    it('is where a thing comes from of which others only speak', async () => {
      anew();
      const { answer } = await lineageOf(ask, ORDERS);
      expect(answer.unknown).toMatchObject([
        { reason: 'MENTIONED_ONLY', service: null, total: 1, about: [RAW] },
      ]);
      expect(answer.complete).toBe(true);
    });

    it('is nothing where sources that were read whole say no more', async () => {
      anew();
      expect((await lineageOf(ask, LIVE, DOWN)).answer).toMatchObject({ complete: true, unknown: [] });
    });
  });
});

describeOnEveryEngine('an answer while the graph is written to', (open) => {
  const NEW = table('new');
  /** One more table behind the orders. */
  const grown = () => [
    ...warehouse(),
    ...tableDocument('new', {}, { edges: [{ type: 'DERIVED_FROM', upstream: ORDERS }] }),
  ];

  it('comes in pages of one moment, though another process writes in between', async () => {
    const executor = await open();
    await readShop(executor);
    const { ask } = askerOf(executor);
    const whole = await lineageOf(ask, ORDERS, DOWN);
    const first = await lineageOf(ask, ORDERS, `${DOWN}, first: 3`);
    await said(executor, grown(), day(5), 'warehouse');
    await said(executor, registry().slice(0, 2), day(5), 'registry');
    const rest = await lineageOf(ask, ORDERS, `${DOWN}, after: "${first.pageInfo.endCursor}"`);
    expect([first, rest].flatMap(idsOf)).toEqual(idsOf(whole));
    expect(rest.totals).toEqual(whole.totals);
    // A first page is read anew.
    const now = idsOf(await lineageOf(ask, ORDERS, DOWN));
    expect(now).toContain(NEW);
    expect(now).not.toContain(VERSION);
  });

  it('shows to the next question what this process wrote, on the next page too', async () => {
    const executor = await open();
    await readShop(executor);
    const { ask, own } = askerOf(executor);
    const first = await lineageOf(ask, ORDERS, `${DOWN}, first: 1`);
    await said(own, grown(), day(5), 'warehouse');
    const rest = await lineageOf(ask, ORDERS, `${DOWN}, after: "${first.pageInfo.endCursor}"`);
    expect(idsOf(rest)).toContain(NEW);
    expect(idsOf(await lineageOf(ask, ORDERS, DOWN))).toContain(NEW);
    expect((await traceOf(ask, NEW, ORDERS)).paths).toHaveLength(1);
  });

  it('is asked of a moment that is past, and of none that is to come', async () => {
    const { ask } = askerOf(await open());
    await expect(
      lineageOf(ask, entityId('Table', 'db', 'x'), 'asOf: "2999-01-01T00:00:00Z"'),
    ).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});
