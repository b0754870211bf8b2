import { beforeAll, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { canonicalGraph } from '../../support/canonical-graph.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { migrate } from '../../../src/graph/migrations.js';
import { fillBusily } from './support/busy-catalog.js';
import { exported, imported, statements } from './support/export-and-import.js';

describeOnEveryEngine('a catalog that is exported and imported into an empty one', (open) => {
  let executor: GraphExecutor;
  let before: string[];
  const texts = new Map<string, string>();
  const FORMS = ['ndjson', 'jsonld', 'nquads', 'turtle'] as const;

  beforeAll(async () => {
    executor = await open();
    await fillBusily(executor);
    before = await statements(executor);
    for (const form of FORMS) texts.set(form, await exported(executor, form));
  });

  it.each(FORMS)('is the same by %s, and again nothing is left to do', async (form) => {
    await emptyGraph(executor);
    await migrate(executor);
    const text = texts.get(form) ?? '';
    const report = await imported(executor, text, form);
    expect(report.refusals).toEqual([]);
    expect(report).toMatchObject({ state: 'COMPLETE', new: report.read });
    expect(await statements(executor)).toEqual(before);
    const graph = await canonicalGraph(executor);
    const again = await imported(executor, text, form);
    expect(again).toMatchObject({
      state: 'COMPLETE',
      new: 0,
      completed: 0,
      changed: 0,
      written: 0,
      unchanged: report.read,
    });
    expect(await canonicalGraph(executor)).toEqual(graph);
  });
});
