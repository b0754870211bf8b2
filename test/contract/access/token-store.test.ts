import { beforeEach, expect, it } from 'vitest';
import type { StoredToken } from '../../../src/catalog/access/access-token.js';
import type { TokenPosition } from '../../../src/catalog/access/token.store.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphTokenStore } from '../../../src/graph/graph-token.store.js';
import { describeOnEveryEngine, emptyGraph, testQuery } from '../../support/engines.js';

const NOW = '2026-11-20T12:00:00.000Z';

const token = (id: string, more: Partial<StoredToken> = {}): StoredToken => ({
  ...{ id, name: `name of ${id}`, role: 'reader', hash: 'ab'.repeat(32) },
  ...{ createdAt: '2026-11-01T00:00:00.000Z', createdBy: 'ada', ...more },
});

const seen = ({ hash: _, ...rest }: StoredToken) => rest;

describeOnEveryEngine('The store of tokens', (open) => {
  let executor: GraphExecutor;
  let store: GraphTokenStore;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    store = new GraphTokenStore(executor);
  });

  it('gives back every field of a token, and its hash only to what checks tokens', async () => {
    const full = token('00aa', { role: 'ingestor', expiresAt: '2027-01-01T00:00:00.000Z' });
    expect(await store.create(full, NOW)).toBe(true);
    expect(await store.live(NOW)).toEqual([full]);
    expect(await store.page(undefined, 10)).toEqual([seen(full)]);
    expect(await store.called('00aa')).toEqual([seen(full)]);
    expect(await store.called(full.name)).toEqual([seen(full)]);
    expect(await store.called('something else')).toEqual([]);
  });

  it('knows whether there ever was a token, also when none is live', async () => {
    expect(await store.hasAny()).toBe(false);
    await store.create(token('00aa'), NOW);
    await store.revoke('00aa', NOW, 'ada');
    expect(await store.live(NOW)).toEqual([]);
    expect([await store.hasAny(), await store.count()]).toEqual([true, 1]);
  });

  it('takes a token up to the moment at which it expires', async () => {
    await store.create(token('00aa', { expiresAt: NOW }), '2026-11-01T00:00:00.000Z');
    expect(await store.live('2026-11-20T11:59:59.999Z')).toHaveLength(1);
    expect(await store.live(NOW)).toEqual([]);
  });

  it('refuses a second live token of a name, and takes it once the first is revoked or expired', async () => {
    expect(await store.create(token('00aa', { name: 'ci', expiresAt: NOW }), '2026-11-02')).toBe(true);
    expect(await store.create(token('00bb', { name: 'ci' }), '2026-11-03')).toBe(false);
    expect(await store.create(token('00cc', { name: 'ci' }), NOW)).toBe(true);
    expect(await store.create(token('00dd', { name: 'ci' }), NOW)).toBe(false);
    await store.revoke('00cc', NOW, 'ada');
    expect(await store.create(token('00dd', { name: 'ci' }), NOW)).toBe(true);
    expect(await store.called('ci')).toHaveLength(3);
  });

  it('keeps one of eight that want the same name at once', async () => {
    const wanted = Array.from({ length: 8 }, (_, n) => token(`00a${n}`, { name: 'ci' }));
    const kept = await Promise.all(wanted.map((each) => store.create(each, NOW)));
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(await store.live(NOW)).toHaveLength(1);
  });

  it('pages the newest first, and none twice or never where several are of one time', async () => {
    for (const [n, day] of [1, 3, 2, 2, 2].entries()) {
      await store.create(token(`00a${n}`, { createdAt: `2026-11-0${day}T00:00:00.000Z` }), NOW);
    }
    const found: string[] = [];
    for (let position: TokenPosition | undefined; ;) {
      const page = await store.page(position, 2);
      found.push(...page.map(({ id }) => id));
      position = page.at(-1);
      if (page.length < 2) break;
    }
    expect(found).toEqual(['00a1', '00a2', '00a3', '00a4', '00a0']);
  });

  it('keeps who revoked a token first, and when', async () => {
    await store.create(token('00aa'), NOW);
    await store.revoke('00aa', NOW, 'ada');
    await store.revoke('00aa', '2026-11-21T00:00:00.000Z', 'bob');
    expect(await store.called('00aa')).toMatchObject([{ revokedAt: NOW, revokedBy: 'ada' }]);
  });

  it('notes the last day of use and never goes back', async () => {
    await store.create(token('00aa'), NOW);
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-20']) await store.markUsed('00aa', day);
    expect(await store.called('00aa')).toMatchObject([{ lastUsedOn: '2026-11-21' }]);
  });

  it('keeps tokens apart from what the catalog is about', async () => {
    await store.create(token('00aa'), NOW);
    const labels = testQuery<object, { labels: string[] }>(
      'read',
      'MATCH (n) WHERE n.hash IS NOT NULL RETURN labels(n) AS labels',
    );
    expect(await executor.read(labels, {})).toEqual([{ labels: ['AccessToken'] }]);
  });
});
