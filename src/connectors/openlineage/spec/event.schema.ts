/** A name or an address as the catalog keeps it: the lengths are those of the model's key properties. */
export const NAME = { type: 'string', format: 'text', maxLength: 1000 } as const;
const URI = { type: 'string', format: 'uri', maxLength: 4000 } as const;

/** Facets are looked at one by one later: a broken one is refused alone. */
const FACETS = { type: 'object' } as const;

const BASE_PROPERTIES = {
  eventTime: { type: 'string', format: 'date-time', maxLength: 64 },
  producer: URI,
  schemaURL: URI,
} as const;
const BASE_REQUIRED = ['eventTime', 'producer', 'schemaURL'] as const;

function named(...facetGroups: readonly string[]) {
  const groups = Object.fromEntries(facetGroups.map((group) => [group, FACETS]));
  return {
    type: 'object',
    required: ['namespace', 'name'],
    properties: { namespace: NAME, name: NAME, ...groups },
  } as const;
}

const INPUTS = { type: 'array', items: named('facets', 'inputFacets') } as const;
const OUTPUTS = { type: 'array', items: named('facets', 'outputFacets') } as const;

/** What happened to a run of a job. */
export const RUN_EVENT_SCHEMA = {
  type: 'object',
  required: [...BASE_REQUIRED, 'run', 'job'],
  properties: {
    ...BASE_PROPERTIES,
    eventType: { enum: ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'] },
    run: {
      type: 'object',
      required: ['runId'],
      properties: { runId: { type: 'string', format: 'uuid', maxLength: 64 }, facets: FACETS },
    },
    job: named('facets'),
    inputs: INPUTS,
    outputs: OUTPUTS,
  },
} as const;

/** What a job is and does, whether it runs or not. */
export const JOB_EVENT_SCHEMA = {
  type: 'object',
  required: [...BASE_REQUIRED, 'job'],
  properties: { ...BASE_PROPERTIES, job: named('facets'), inputs: INPUTS, outputs: OUTPUTS },
} as const;

/** What a dataset is, whoever writes it. */
export const DATASET_EVENT_SCHEMA = {
  type: 'object',
  required: [...BASE_REQUIRED, 'dataset'],
  properties: { ...BASE_PROPERTIES, dataset: named('facets') },
} as const;

/** What every facet carries, known or not. */
export const BASE_FACET_SCHEMA = {
  type: 'object',
  required: ['_producer', '_schemaURL'],
  properties: { _producer: URI, _schemaURL: URI, _deleted: { type: 'boolean' } },
} as const;
