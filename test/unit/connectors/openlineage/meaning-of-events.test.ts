import { describe, expect, it } from 'vitest';
import {
  columnId,
  columnLineage,
  facet,
  from,
  jobEvent,
  pipelineId,
  readEvents,
  runEvent,
  schema,
  table,
  tableId,
} from './support.js';

const t = [table('t')];
const reads = (name: string) => ({ inputs: [table(name)], outputs: t });

describe('the events of a run', () => {
  it('come to one statement: what START told stands when COMPLETE tells less', async () => {
    const { edges, document } = await readEvents([
      runEvent(1, 'START', { ...reads('a'), at: '04:00:00' }),
      runEvent(1, 'RUNNING', { inputs: [table('b', schema('x'))], at: '04:01:00' }),
      runEvent(1, 'COMPLETE', { at: '04:02:00' }),
    ]);
    expect(edges(tableId('t'))).toEqual([
      'DERIVED_FROM Table:w/a via build',
      'DERIVED_FROM Table:w/b via build',
      'PRODUCED_BY Pipeline:s/build',
    ]);
    expect(document(columnId('b.x'))).toBeDefined();
    expect(document(pipelineId())).toMatchObject({ lastRunAt: '2026-11-20T04:02:00.000Z' });
  });

  it('may tell a facet anew: the newest by its time counts, be it by a microsecond', async () => {
    const described = (description: string) => [table('t', { documentation: facet({ description }) })];
    const events = [
      runEvent(1, 'COMPLETE', { outputs: described('first'), at: '04:00:00.000001' }),
      runEvent(1, 'OTHER', { outputs: described('last'), at: '04:00:00.000002' }),
    ];
    for (const order of [events, events.toReversed()]) {
      const { document } = await readEvents(order);
      expect(document(tableId('t'))).toMatchObject({ description: 'last' });
    }
  });

  it('say nothing that stands while the run has not completed', async () => {
    const { documents } = await readEvents([
      runEvent(1, 'START', reads('a')),
      runEvent(2, 'RUNNING', reads('b')),
    ]);
    expect(documents.map(({ kind }) => kind)).toEqual(['MLModelService']);
  });

  it.each(['FAIL', 'ABORT'])('do not become lineage when it ends with %s', async (end) => {
    const { edges, document } = await readEvents([
      runEvent(1, 'COMPLETE', { ...reads('a'), at: '04:00:00' }),
      runEvent(2, 'START', { ...reads('b'), at: '05:00:00' }),
      runEvent(2, end, { ...reads('b'), at: '05:01:00' }),
    ]);
    expect(edges(tableId('t'))).toEqual(['DERIVED_FROM Table:w/a via build', 'PRODUCED_BY Pipeline:s/build']);
    expect(document(tableId('b'))).toBeUndefined();
    expect(document(pipelineId())).toMatchObject({ lastRunId: expect.stringMatching(/1$/) });
  });

  it('are judged by the last end that was told', async () => {
    const complete = runEvent(1, 'COMPLETE', { ...reads('a'), at: '04:00:00' });
    const abort = runEvent(1, 'ABORT', { ...reads('a'), at: '04:00:01' });
    for (const order of [
      [complete, abort],
      [abort, complete],
    ]) {
      expect((await readEvents(order)).document(tableId('t'))).toBeUndefined();
    }
  });

  it('of a service or a stream stand while it runs, since it never completes', async () => {
    const jobFacets = { jobType: facet({ processingType: 'STREAMING', integration: 'FLINK' }) };
    const { edges } = await readEvents([
      runEvent(1, 'START', { ...reads('a'), at: '04:00:00' }),
      runEvent(1, 'RUNNING', { jobFacets, at: '04:01:00' }),
    ]);
    expect(edges(tableId('t'))).toContain('DERIVED_FROM Table:w/a via build');
  });
});

describe('the current lineage of a table', () => {
  it('is that of the newest complete run, whichever came last', async () => {
    const events = [
      runEvent(2, 'COMPLETE', { ...reads('new'), at: '2026-11-20T05:00:00+01:00' }),
      runEvent(1, 'COMPLETE', { ...reads('old'), at: '2026-11-20T03:59:00Z' }),
    ];
    for (const order of [events, events.toReversed()]) {
      const { edges, document } = await readEvents(order);
      expect(edges(tableId('t'))).toEqual([
        'DERIVED_FROM Table:w/new via build',
        'PRODUCED_BY Pipeline:s/build',
      ]);
      expect(edges(pipelineId())).toEqual(['READS Table:w/new']);
      expect(document(tableId('old'))).toBeDefined();
    }
  });

  it('is that of the newest run that wrote it, where a newer one wrote something else', async () => {
    const { edges } = await readEvents([
      runEvent(1, 'COMPLETE', { ...reads('a'), at: '04:00:00' }),
      runEvent(2, 'COMPLETE', { inputs: [table('b')], outputs: [table('u')], at: '05:00:00' }),
    ]);
    expect(edges(tableId('t'))).toContain('DERIVED_FROM Table:w/a via build');
    expect(edges(tableId('u'))).toContain('DERIVED_FROM Table:w/b via build');
    expect(edges(pipelineId())).toEqual(['READS Table:w/a', 'READS Table:w/b']);
  });

  it('forgets the column lineage of older runs', async () => {
    const outputs = [table('t', columnLineage({ x: [from('a.x')] }))];
    const { edges, document } = await readEvents([
      runEvent(1, 'COMPLETE', { outputs, at: '04:00:00' }),
      runEvent(2, 'COMPLETE', { ...reads('a'), at: '05:00:00' }),
    ]);
    expect(edges(tableId('t'))).toContain('DERIVED_FROM Table:w/a via build');
    expect(document(columnId('t.x'))).toBeUndefined();
  });

  it('may be said of a job without a run', async () => {
    const { edges, document } = await readEvents([
      runEvent(1, 'COMPLETE', { ...reads('a'), at: '04:00:00' }),
      jobEvent({ ...reads('b'), at: '05:00:00' }),
    ]);
    expect(edges(tableId('t'))).toContain('DERIVED_FROM Table:w/b via build');
    expect(edges(tableId('t'))).not.toContain('DERIVED_FROM Table:w/a via build');
    expect(document(pipelineId())).toMatchObject({ lastRunAt: '2026-11-20T04:00:00.000Z' });
  });
});

describe('the order and number of events', () => {
  it('do not matter: any order, and each twice, gives the same documents', async () => {
    const events = [
      runEvent(1, 'START', { ...reads('a'), at: '04:00:00' }),
      runEvent(1, 'COMPLETE', { outputs: [table('t', schema('x'))], at: '04:01:00' }),
      runEvent(2, 'COMPLETE', { ...reads('b'), at: '04:01:00' }),
      runEvent(3, 'FAIL', { ...reads('c'), at: '06:00:00' }),
      jobEvent({ job: 'other', inputs: [table('t')], outputs: [table('u')] }),
      jobEvent({ job: 'other', inputs: [table('a')], outputs: [table('u')] }),
    ];
    const once = await readEvents(events);
    const shuffled = await readEvents([...events.toReversed(), events[2]!, ...events]);
    expect(JSON.stringify(shuffled.documents)).toBe(JSON.stringify(once.documents));
  });
});
