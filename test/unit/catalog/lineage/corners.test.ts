import { describe, expect, it } from 'vitest';
import { explore } from '../../../../src/catalog/lineage/explore.js';
import { findImpact } from '../../../../src/catalog/lineage/find-impact.js';
import { findLineage } from '../../../../src/catalog/lineage/find-lineage.js';
import { findTrace } from '../../../../src/catalog/lineage/find-trace.js';
import type { Hop as Edge } from '../../../../src/catalog/lineage/lineage.reader.js';
import { entityId, parseId } from '../../../../src/model/entity-id.js';
import type { LineageRelation } from '../../../../src/model/relations.js';
import { kindOf, PlainLineageReader } from '../../../support/lineage-graphs.js';

const table = (name: string): string => entityId('Table', 'db', name);
const column = (of: string, name: string): string => entityId('Column', 'db', of, name);
const version = (number: string): string => entityId('MLModelVersion', 's', 'm', number);
const pipeline = entityId('Pipeline', 'jobs', 'features');
const dashboard = entityId('Dashboard', 'bi', 'board');

const since = '2025-01-01T00:00:00.000Z';

type Hop = Edge & { readonly since: string };

const edge = (downstream: string, type: LineageRelation, upstream: string): Hop => ({
  ...{ downstream, type, upstream, stated: 'RECORDED', by: 's', since },
  downstreamKind: kindOf(downstream),
  upstreamKind: kindOf(upstream),
});

/** The columns and all things are those that the edges name, and these. */
function readerOf(edges: readonly Hop[], ...more: string[]): PlainLineageReader {
  const ids = [...new Set([...more, ...edges.flatMap(({ downstream, upstream }) => [downstream, upstream])])];
  const columns = ids
    .filter((id) => kindOf(id) === 'Column')
    .map((id) => ({ column: id, table: entityId('Table', ...parseId(id).key.slice(0, 2)) }));
  const things = [...ids, ...columns.map((c) => c.table)].map((id) => ({
    id,
    kind: kindOf(id),
    name: id,
    since,
  }));
  return new PlainLineageReader({ edges, columns, things });
}

const statesOf = async (reader: PlainLineageReader, of: string): Promise<Record<string, string>> => {
  const { items } = await findImpact(reader, of, { change: 'DROP' });
  return Object.fromEntries(items.map(({ id, state }) => [id, state]));
};

describe('corners of lineage', () => {
  it('ways between things of a cycle are not called all of them while the walk upstream was cut', async () => {
    const [a, b, c] = [table('a'), table('b'), table('c')];
    const derived = (of: string, from: string): Hop => edge(of, 'DERIVED_FROM', from);
    const others = ['x', 'y', 'z'].map((name) => derived(a, table(name)));
    const reader = readerOf([derived(a, b), ...others, derived(b, c), derived(c, a)]);
    // Enough for all that is downstream, and not for what is upstream.
    const cut = await findTrace(reader, a, c, { limits: { nodes: 3 } });
    expect(cut.paths.map((path) => path.length)).toEqual([1]);
    expect(cut.answer).toMatchObject({ complete: false, cut: [{ reason: 'NODES' }] });
    const whole = await findTrace(reader, a, c);
    expect(whole.paths.map((path) => path.length)).toEqual([2]);
    expect(whole.answer.complete).toBe(true);
  });

  it('a column that nobody uses is dormant, even in a table of which another column is live', async () => {
    const reader = readerOf([
      edge(dashboard, 'CONSUMES', column('scores', 'used')),
      edge(dashboard, 'CONSUMES', table('scores')),
      edge(table('scores'), 'PREDICTED_BY', version('1')),
      edge(column('scores', 'idle'), 'DERIVED_FROM', column('orders', 'a')),
      edge(column('scores', 'used'), 'DERIVED_FROM', column('orders', 'b')),
    ]);
    expect(await statesOf(reader, table('orders'))).toMatchObject({
      [column('scores', 'idle')]: 'DORMANT',
      [column('scores', 'used')]: 'LIVE',
      [table('scores')]: 'LIVE',
    });
  });

  it('a pipeline is live when a column of a table that it writes is live', async () => {
    const reader = readerOf([
      edge(pipeline, 'READS', table('orders')),
      edge(table('features'), 'PRODUCED_BY', pipeline),
      edge(column('features', 'x'), 'DERIVED_FROM', column('orders', 'a')),
      edge(dashboard, 'CONSUMES', column('features', 'x')),
    ]);
    expect(await statesOf(reader, table('orders'))).toMatchObject({ [pipeline]: 'LIVE' });
  });

  it('a table reached in part and as a whole over ways of one length opens its columns only as a whole', async () => {
    const reader = readerOf(
      [edge(table('t'), 'DERIVED_FROM', column('t', 'a')), edge(dashboard, 'CONSUMES', column('t', 'b'))],
      column('t', 'b'),
    );
    const { paths, more } = await findTrace(reader, column('t', 'a'), dashboard);
    expect(paths.map((path) => path.map(({ type }) => type))).toEqual([
      ['DERIVED_FROM', 'HAS_COLUMN', 'CONSUMES'],
    ]);
    expect(more).toBe(false);
  });

  it('a depth that ends before the whole of a table that is inside in part is not called complete', async () => {
    const reader = readerOf([
      // In part at once, as a whole after two steps, its other column after three.
      edge(version('1'), 'TRAINED_ON', table('t')),
      edge(table('t'), 'PREDICTED_BY', version('1')),
      edge(column('t', 'b'), 'DERIVED_FROM', column('t', 'b')),
    ]);
    const start = column('t', 'a');
    const withStart = readerOf(reader.graph.edges, start);
    const { nodes, answer } = await findLineage(withStart, start, { direction: 'DOWNSTREAM', depth: 2 });
    expect(nodes.map(({ id }) => id)).not.toContain(column('t', 'b'));
    expect(answer).toMatchObject({ complete: false, cut: [{ reason: 'DEPTH', at: [version('1')] }] });
  });

  it('a trace finds the way that impact found, even where it comes to a table in part and then as a whole', async () => {
    const reader = readerOf(
      [
        edge(version('1'), 'TRAINED_ON', table('t')),
        edge(table('t'), 'PREDICTED_BY', version('1')),
        edge(dashboard, 'CONSUMES', column('t', 'b')),
      ],
      column('t', 'a'),
    );
    const { paths } = await findTrace(reader, column('t', 'a'), dashboard);
    expect(paths.map((path) => path.map(({ type }) => type))).toEqual([
      ['HAS_COLUMN', 'TRAINED_ON', 'PREDICTED_BY', 'HAS_COLUMN', 'CONSUMES'],
    ]);
  });

  it('a trace from a thing to itself has no path', async () => {
    const reader = readerOf([edge(version('1'), 'FINE_TUNED_FROM', version('1'))]);
    expect(await findTrace(reader, version('1'), version('1'))).toMatchObject({ paths: [], more: false });
  });

  it('a walk that comes to its limit of things says so, and where to go on', async () => {
    const reader = readerOf(
      Array.from({ length: 30 }, (_, n) => edge(version(String(n)), 'TRAINED_ON', table('hub'))),
    );
    const { places, cuts } = await explore(reader, table('hub'), 'DOWNSTREAM', { limits: { nodes: 10 } });
    expect(places.size).toBe(1);
    expect(cuts).toEqual([{ reason: 'NODES', beyond: 30, at: [table('hub')] }]);
  });

  it('a column whose name begins as that of the one asked about does is no end: its table goes on', async () => {
    const reader = readerOf([edge(column('t', 'c10'), 'DERIVED_FROM', column('t', 'c1'))]);
    const { answer } = await findLineage(reader, column('t', 'c1'), { direction: 'DOWNSTREAM' });
    const about = (await answer.unknown()).flatMap((unknown) => unknown.about);
    expect(new Set(about)).toEqual(new Set([table('t')]));
  });

  it('a cursor that is not one is refused as bad input', async () => {
    const reader = readerOf([edge(version('1'), 'TRAINED_ON', table('t'))]);
    const request = { direction: 'DOWNSTREAM', after: 'not a cursor' } as const;
    await expect(findLineage(reader, table('t'), request)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
