import { describe, expect, it } from 'vitest';
import { champion, columnLineage, facet, from, pipelineId, readEvents, runEvent, table } from './support.js';

const dashboard = (name: string, facets = {}) => ({
  namespace: 'superset://bi',
  name,
  facets: { datasetType: facet({ datasetType: 'DASHBOARD' }), ...facets },
});
const dashboardId = (name: string): string => `Dashboard:superset%3A%2F%2Fbi/${name}`;
const job = (jobType: string) => ({
  jobType: facet({ processingType: 'BATCH', integration: 'CUSTOM', jobType }),
  documentation: facet({ description: 'Sends alerts.' }),
});

describe('a dashboard that a job refreshes', () => {
  const lineage = columnLineage(
    { risk: [from('scores.score', 'DIRECT/AGGREGATION'), from('scores.region', 'INDIRECT/GROUP_BY')] },
    [from('scores.day', 'INDIRECT/FILTER')],
  );
  const refresh = { inputs: [table('scores')], outputs: [dashboard('churn', lineage)] };

  it('consumes the tables and the columns that it shows', async () => {
    const { edges, document } = await readEvents([runEvent(1, 'COMPLETE', refresh)]);
    expect(edges(dashboardId('churn'))).toEqual([
      'CONSUMES Column:w/scores/day INDIRECT/FILTER',
      'CONSUMES Column:w/scores/region INDIRECT/GROUP_BY',
      'CONSUMES Column:w/scores/score DIRECT/AGGREGATION',
      'CONSUMES Table:w/scores',
    ]);
    expect(document(dashboardId('churn'))).toMatchObject({ lastRefreshedAt: '2026-11-20T04:00:00.000Z' });
  });

  it('takes the place of the job, unless that writes a table as well', async () => {
    const alone = await readEvents([runEvent(1, 'COMPLETE', refresh)]);
    expect(alone.document(pipelineId())).toBeUndefined();
    const both = await readEvents([
      runEvent(1, 'COMPLETE', { ...refresh, outputs: [...refresh.outputs, table('extract')] }),
    ]);
    expect(both.document(pipelineId())).toBeDefined();
  });

  it('is no table, even where only one event of the run tells its type', async () => {
    const bare = { namespace: 'superset://bi', name: 'churn' };
    const { documents } = await readEvents([
      runEvent(1, 'START', { outputs: [bare], at: '03:00:00' }),
      runEvent(1, 'COMPLETE', refresh),
    ]);
    expect(documents.filter(({ kind }) => kind === 'Table')).toHaveLength(1);
  });

  it('has no edge to a job that reads it, and the reader is told', async () => {
    const { warnings } = await readEvents([
      runEvent(1, 'COMPLETE', { inputs: [dashboard('churn')], outputs: [table('t')] }),
    ]);
    expect(warnings).toEqual([expect.stringContaining('which consumes data')]);
  });
});

describe('a job that says it is a consumer and writes nothing', () => {
  it.each([
    ['APPLICATION', 'Application'],
    ['dashboard', 'Dashboard'],
  ])('of type %s is one itself, and consumes its tables', async (jobType, kind) => {
    const { edges, document } = await readEvents([
      runEvent(1, 'COMPLETE', {
        job: 'alerts',
        jobFacets: job(jobType),
        inputs: [table('scores'), champion],
      }),
    ]);
    const id = `${kind}:airflow%3A%2F%2Fshop/alerts`;
    expect(edges(id)).toEqual(['CONSUMES Table:w/scores']);
    expect(document(id)).toMatchObject({
      description: 'Sends alerts.',
      lastRefreshedAt: '2026-11-20T04:00:00.000Z',
    });
    expect(document(pipelineId('alerts'))).toBeUndefined();
  });

  it('is a pipeline when it does write', async () => {
    const { document } = await readEvents([
      runEvent(1, 'COMPLETE', { job: 'alerts', jobFacets: job('APPLICATION'), outputs: [table('log')] }),
    ]);
    expect(document(pipelineId('alerts'))).toBeDefined();
  });
});
