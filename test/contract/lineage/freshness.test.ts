import { expect, it } from 'vitest';
import { GraphLineageReader } from '../../../src/graph/graph-lineage.reader.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine } from '../../support/engines.js';

describeOnEveryEngine('how fresh a source is', (open) => {
  it('is told by its last run and by the last that read all of it, of each service by itself', async () => {
    const executor = await open();
    const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
    for (let day = 1; day <= 12; day += 1) {
      const complete = day % 4 === 0 && day < 12;
      await syncInto(executor, { service: 'a', documents: [], listing: { complete } }, at(day));
    }
    await syncInto(executor, { service: 'b/c', documents: [], failure: new Error('no') }, at(3));

    const reader = new GraphLineageReader(executor);
    expect(await reader.freshness(['b/c', 'never', 'a'])).toEqual([
      { service: 'b/c', lastSync: at(3), outcome: 'FAILED' },
      { service: 'never' },
      { service: 'a', lastSync: at(12), outcome: 'FAILED_SAFE', lastComplete: at(8) },
    ]);
  });
});
