import { describe, expect, it } from 'vitest';
import { changeText } from '../../../../src/cli/curate/change-text.js';

describe('What a change did, for a person', () => {
  it('names each field with what it was and what it is', () => {
    const fields = [
      { name: 'stage', before: 'staging', after: 'production' },
      { name: 'tags', before: ['a'], after: ['a', 'b'] },
      { name: 'owners', before: ['ada'], after: [] },
      { name: 'metadata', before: null, after: { risk: 'high' } },
    ];
    expect(changeText({ action: 'UPDATED', fields, edges: [] })).toEqual([
      'stage: staging → production',
      'tags: a → a, b',
      'owners: ada → nothing',
      'metadata: {"risk":"high"}',
    ]);
  });

  it('names the edges that began and ended, and no fields of what was deleted', () => {
    const edges = [{ type: 'SERVES', upstream: 'MLModelVersion:own/churn/1.0.0', change: 'ENDED' }];
    const fields = [{ name: 'until', before: null, after: '2026-03-01T00:00:00.000Z' }];
    expect(changeText({ action: 'DELETED', fields, edges })).toEqual(['ended SERVES churn@1.0.0']);
  });

  it('lets no escape sequence of a hostile value reach the terminal', () => {
    const fields = [{ name: 'description', before: null, after: 'a\u001b[2Jb' }];
    expect(changeText({ action: 'UPDATED', fields, edges: [] })).toEqual(['description: a\\u001b[2Jb']);
  });
});
