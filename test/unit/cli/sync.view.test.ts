import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../../src/catalog/sync/sync-report.js';
import { syncLines, type SyncOutcome } from '../../../src/cli/sync.view.js';

const OUTCOME: SyncOutcome = {
  ...{ service: 'registry', run: 'r1', state: 'COMPLETE', mode: 'FULL', resumed: false, dryRun: false },
  ...{ startedAt: '2026-11-01T02:00:00.000Z', endedAt: '2026-11-01T02:00:02.000Z', seconds: 2 },
  ...{ read: 4000, created: 1, updated: 2, unchanged: 3997, retired: 0, restored: 0, rejected: 0 },
  ...{ rejections: [], unread: [], refused: [], warnings: [], requests: 12, bytes: 2_500_000, kinds: [] },
};

const text = (changes: Partial<SyncOutcome> = {}): string => syncLines({ ...OUTCOME, ...changes }).join('\n');

describe('what a sync tells a person', () => {
  it('says how much was read, how fast, and by how many requests', () => {
    expect(text()).toContain('registry COMPLETE  4,000 documents in 2.0 s, 2,000/s, 12 requests, 2.5 MB');
    expect(text()).toContain('1 created, 2 updated, 3997 unchanged, 0 rejected');
  });

  it('says that only what changed was read, or that it went on after a kill', () => {
    expect(text({ mode: 'DELTA' })).toContain('only what changed');
    expect(text({ resumed: true })).toContain('went on where the last run was killed');
  });

  it('counts by kind, and names only what happened', () => {
    const kinds = [
      { kind: 'MLModel', read: 3, created: 1, updated: 0, unchanged: 2, retired: 0, restored: 0 } as const,
    ];
    expect(text({ kinds })).toContain('MLModel 3: 1 created, 2 unchanged');
  });

  it('names what was not read, what was rejected and what was left to a person', () => {
    const said = text({
      state: 'FAILED_SAFE',
      reason: 'too much would go',
      unread: [{ id: 'MLModelVersion:registry/churn/3', reason: 'its run answers 500' }],
      rejections: [{ document: 'Table x', pointer: '/name', reason: 'is no text' }],
      refused: ['MLModel:registry/churn', ...Array.from({ length: 60 }, (_, n) => `MLModel:registry/m${n}`)],
    });
    expect(said).toContain('registry FAILED_SAFE');
    expect(said).toContain('too much would go');
    expect(said).toContain('not read MLModelVersion:registry/churn/3: its run answers 500');
    expect(said).toContain('rejected Table x /name: is no text');
    expect(said).toContain('left to a person 61');
    expect(said).toContain('- MLModel churn');
    expect(said).toContain('and 51 more');
  });

  it('shows the plan of a dry run, what would be lost first', () => {
    const plan: PlannedChange[] = [
      { entity: 'MLModel:registry/new', kind: 'MLModel', action: 'CREATED', fields: ['name'], edges: [] },
      {
        ...{ entity: 'MLModelVersion:registry/churn/3', kind: 'MLModelVersion', action: 'UPDATED' },
        fields: ['stage'],
        edges: [{ type: 'TRAINED_ON', upstream: 'Table:shop/orders', change: 'ENDED' }],
      },
      { entity: 'MLModel:registry/old', kind: 'MLModel', action: 'DELETED', fields: ['until'], edges: [] },
    ];
    const said = text({ dryRun: true, retired: 1, plan });
    expect(said).toContain('dry run: nothing was changed');
    expect(said).toContain('1 to create, 2 to update, 3997 unchanged, 1 to retire');
    expect(said.indexOf('to retire 1')).toBeLessThan(said.indexOf('to update 1'));
    expect(said).toContain('  - MLModel old');
    expect(said).toContain('  ~ MLModelVersion churn@3: stage, -TRAINED_ON orders');
    expect(said).toContain('  + MLModel new');
    expect(text({ dryRun: true, plan: [] })).toContain('Nothing would change.');
  });

  it('lets no escape sequence of a source through', () => {
    const evil = '\u001b[2Jgone';
    const said = text({ warnings: [evil], reason: evil, unread: [{ id: evil, reason: evil }] });
    expect(said).not.toContain('\u001b[2J');
  });
});
