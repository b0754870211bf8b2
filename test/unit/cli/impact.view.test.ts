import { describe, expect, it } from 'vitest';
import type { ImpactData } from '../../../src/cli/impact.question.js';
import { impactLines } from '../../../src/cli/impact.view.js';

const COLUMN = 'Column:db/shop.orders/total';

function impactOf(answer: Partial<ImpactData['answer']>): ImpactData {
  return {
    of: { id: COLUMN, kind: 'Column' },
    change: 'DROP',
    retype: null,
    newName: null,
    totals: { total: 0, live: 0, worse: 0, byKind: [], bySeverity: [] },
    owners: [],
    ownersTotal: 0,
    items: [],
    pageInfo: { hasNextPage: false, endCursor: null },
    answer: { complete: true, hidden: 0, cut: [], sources: [], unknown: [], ...answer },
  };
}

describe('an impact in which nothing is touched', () => {
  it('says that nothing is known to depend on it, and as of when', () => {
    const asOf = '2026-03-03T00:00:00.000Z';
    const text = impactLines({ ...impactOf({}), asOf }).join('\n');
    expect(text).toContain(`, as of ${asOf}`);
    expect(text).toContain('Nothing is known to depend on it.');
  });

  it('does not say so of an answer that was cut, and names the command that goes on', () => {
    const cut = [{ reason: 'TIME', beyond: 0, at: [COLUMN] }];
    const goingOn = () => 'headwater impact shop.orders.total --seconds 30';
    const text = impactLines(impactOf({ complete: false, cut }), { goingOn }).join('\n');
    expect(text).not.toContain('Nothing is known');
    expect(text).toContain('Nothing was found so far.');
    expect(text).toContain('go on: headwater impact shop.orders.total --seconds 30');
  });
});
