/** A warehouse of jobs, as OpenLineage tells of it, in two nights between which most of it changes. */
export type Night = 'first' | 'second';

const JOBS = 300;
const CHANGED = 200;
const REPLACED = 40;

/** All events that are there in a night, a line each. */
export function eventsOfNight(night: Night): string {
  const from = night === 'first' ? 0 : REPLACED;
  const jobs = Array.from({ length: JOBS }, (_, at) => from + at);
  return jobs.map((job) => `${JSON.stringify(eventOf(job, night))}\n`).join('');
}

function eventOf(job: number, night: Night): object {
  const said = job < CHANGED ? night : 'both nights';
  const fields = ['id', 'amount', ...(job < CHANGED ? [`seen_in_${night}`] : [])];
  const schema = { fields: fields.map((name) => ({ name, type: 'bigint' })), ...facet('SchemaDatasetFacet') };
  const documentation = { description: `Told in ${said}`, ...facet('DocumentationDatasetFacet') };
  return {
    ...{ eventType: 'COMPLETE', eventTime: '2026-11-01T02:00:00Z', producer: 'https://example.com/etl' },
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: `00000000-0000-4000-8000-${String(job).padStart(12, '0')}` },
    job: { namespace: 'etl', name: `job${job}` },
    inputs: [
      { namespace: 'shop', name: `raw${job}` },
      ...(job > 0 ? [{ namespace: 'shop', name: `clean${job - 1}` }] : []),
    ],
    outputs: [{ namespace: 'shop', name: `clean${job}`, facets: { schema, documentation } }],
  };
}

const facet = (name: string): object => ({
  _producer: 'https://example.com/etl',
  _schemaURL: `https://openlineage.io/spec/facets/1-0-0/${name}.json`,
});
