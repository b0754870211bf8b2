import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import { migrate } from '../../../src/graph/migrations.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { catalogContent } from '../../support/documents.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { meanwhile } from '../../support/faults.js';
import { faultProxy, type FaultProxy } from '../../support/fault-proxy.js';
import { describeWithMlflow } from '../../support/real-parts.js';
import { FleetRegistry, withSmallPages } from './fleet-registry.js';
import { ROWS, type Row } from './mlflow-fault-table.js';
import {
  connectorAt,
  expectNoSecrets,
  expectNothingHalf,
  firstNightOf,
  replay,
  secondNight,
  toldIn,
  type Undisturbed,
} from './nights.js';

describeWithMlflow('a night in which MLflow or the way to it fails', () => {
  let registry: FleetRegistry;
  let proxy: FaultProxy;
  let first: EntityDocument[];
  let whole: Undisturbed;

  beforeAll(async () => {
    registry = await FleetRegistry.start();
    proxy = await faultProxy(registry.url, withSmallPages);
    first = await firstNightOf(proxy.url);
    await registry.secondNight();
    const executor = await embedded();
    await replay(executor, first);
    const before = await catalogContent(executor);
    const { state, reason } = await secondNight(executor, connectorAt(proxy.url));
    expect(state, reason).toBe('COMPLETE');
    whole = { before, after: await catalogContent(executor) };
    await executor.close();
  });
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
  });

  async function disturbed(executor: GraphExecutor, { fault, aim, patience }: Row) {
    await replay(executor, first);
    proxy.set(fault(registry), aim);
    const report = await secondNight(executor, connectorAt(proxy.url, patience));
    expect(proxy.met).toBeGreaterThan(0);
    proxy.set();
    return report;
  }

  describeOnEveryEngine('nothing is retired by a fault, the cause is named', (open, engine) => {
    const rows = engine === 'neo4j' ? ROWS.filter(({ onNeo4j }) => onNeo4j) : ROWS;
    test.each(rows)('$relies: $state', { timeout: 120_000 }, async (row) => {
      const executor = await open();
      const report = await disturbed(executor, row);
      expect(report.state, toldIn(report)).toBe(row.state);
      if (row.cause) expect(toldIn(report)).toMatch(row.cause);
      expectNoSecrets(report);
      await expectNothingHalf(executor, whole);
      if (row.state === 'COMPLETE') expect(await catalogContent(executor)).toEqual(whole.after);
      else if (row.state !== 'PARTIAL') expect(report.retired).toBe(0);

      const next = await secondNight(executor, connectorAt(proxy.url));
      expect(next.state, toldIn(next)).toBe('COMPLETE');
      expect(await catalogContent(executor)).toEqual(whole.after);
    });
  });

  // The last one: it changes the registry.
  test(
    'a version that is deleted between two pages takes no other one with it',
    { timeout: 120_000 },
    async () => {
      const executor = await embedded();
      await replay(executor, first);
      proxy.set(
        meanwhile(() => registry.deleteVersion('fleet-2', '1')),
        { at: /model-versions\/search/, after: 1, times: 1 },
      );
      const report = await secondNight(executor, connectorAt(proxy.url));
      proxy.set();
      expect(report.state, toldIn(report)).toBe('COMPLETE');
      await expectNothingHalf(executor, whole);

      const other = await embedded();
      await replay(other, first);
      for (const catalog of [executor, other])
        expect((await secondNight(catalog, connectorAt(proxy.url))).state).toBe('COMPLETE');
      expect(await catalogContent(executor)).toEqual(await catalogContent(other));
      await Promise.all([executor.close(), other.close()]);
    },
  );
});

async function embedded(): Promise<GraphExecutor> {
  const executor = GrafeoExecutor.open();
  await migrate(executor);
  return executor;
}
