import { NAME } from './event.schema.js';

const SHORT_TEXT = { type: 'string', format: 'text', maxLength: 20_000 } as const;
const LONG_TEXT = { type: 'string', format: 'text', maxLength: 1_000_000 } as const;

export const SCHEMA_FACET = {
  type: 'object',
  properties: {
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name'],
        properties: {
          name: NAME,
          type: SHORT_TEXT,
          description: LONG_TEXT,
          ordinal_position: { type: 'integer' },
          fields: { type: 'array' },
        },
      },
    },
  },
} as const;

const INPUT_FIELDS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['namespace', 'name', 'field'],
    properties: {
      namespace: NAME,
      name: NAME,
      field: NAME,
      transformations: {
        type: 'array',
        items: {
          type: 'object',
          required: ['type'],
          properties: {
            type: { type: 'string', format: 'text', maxLength: 90 },
            subtype: { type: 'string', format: 'text', maxLength: 100 },
            description: { type: 'string' },
            masking: { type: 'boolean' },
          },
        },
      },
    },
  },
} as const;

/** All versions in one: 1-0-0 says IDENTITY or MASKED per output field, later ones a list per input field. */
export const COLUMN_LINEAGE_FACET = {
  type: 'object',
  required: ['fields'],
  properties: {
    fields: {
      type: 'object',
      propertyNames: NAME,
      additionalProperties: {
        type: 'object',
        required: ['inputFields'],
        properties: {
          inputFields: INPUT_FIELDS,
          transformationDescription: { type: 'string' },
          transformationType: { type: 'string' },
        },
      },
    },
    dataset: INPUT_FIELDS,
  },
} as const;

export const DATASET_TYPE_FACET = {
  type: 'object',
  required: ['datasetType'],
  properties: { datasetType: SHORT_TEXT, subType: { type: 'string' } },
} as const;

export const JOB_TYPE_FACET = {
  type: 'object',
  required: ['processingType', 'integration'],
  properties: {
    processingType: SHORT_TEXT,
    integration: SHORT_TEXT,
    jobType: SHORT_TEXT,
    emissionPattern: {
      type: 'object',
      required: ['eventTrigger', 'eventContentMode'],
      properties: {
        eventTrigger: { type: 'string' },
        eventContentMode: { type: 'string' },
        windowDuration: { type: 'integer', minimum: 1 },
      },
    },
  },
} as const;

export const OWNERSHIP_FACET = {
  type: 'object',
  properties: {
    owners: {
      type: 'array',
      items: { type: 'object', required: ['name'], properties: { name: NAME, type: { type: 'string' } } },
    },
  },
} as const;

export const DOCUMENTATION_FACET = {
  type: 'object',
  required: ['description'],
  properties: { description: LONG_TEXT, contentType: { type: 'string' } },
} as const;

const ANY_STRING = { type: 'string' } as const;

export const SOURCE_CODE_LOCATION_FACET = {
  type: 'object',
  required: ['type', 'url'],
  properties: {
    type: ANY_STRING,
    url: { type: 'string', format: 'uri', maxLength: 20_000 },
    repoUrl: ANY_STRING,
    path: ANY_STRING,
    version: ANY_STRING,
    tag: ANY_STRING,
    branch: ANY_STRING,
    pullRequestNumber: ANY_STRING,
  },
} as const;

export const TAGS_FACET = {
  type: 'object',
  properties: {
    tags: {
      type: 'array',
      items: {
        type: 'object',
        required: ['key', 'value'],
        properties: {
          key: { type: 'string', format: 'text', maxLength: 4000 },
          value: { type: 'string', format: 'text', maxLength: 4000 },
          source: ANY_STRING,
          field: ANY_STRING,
        },
      },
    },
  },
} as const;

export const SYMLINKS_FACET = {
  type: 'object',
  properties: {
    identifiers: {
      type: 'array',
      items: {
        type: 'object',
        required: ['namespace', 'name', 'type'],
        properties: { namespace: NAME, name: NAME, type: ANY_STRING },
      },
    },
  },
} as const;

export const LIFECYCLE_FACET = {
  type: 'object',
  required: ['lifecycleStateChange'],
  properties: {
    lifecycleStateChange: { enum: ['ALTER', 'CREATE', 'DROP', 'OVERWRITE', 'RENAME', 'TRUNCATE'] },
    previousIdentifier: {
      type: 'object',
      required: ['name', 'namespace'],
      properties: { name: NAME, namespace: NAME },
    },
  },
} as const;

/** A dataset is named; a job may be left unnamed, and then it is the event's own. */
const ENTITY_OF_LINEAGE = {
  type: 'object',
  required: ['type'],
  dependentRequired: { namespace: ['name'], name: ['namespace'] },
  if: { properties: { type: { const: 'DATASET' } } },
  then: { required: ['namespace', 'name'], properties: { namespace: true, name: true } },
} as const;
const LINEAGE_ENTITY_TYPE = { enum: ['DATASET', 'JOB'] } as const;

const LINEAGE_INPUTS = {
  type: 'array',
  items: {
    ...ENTITY_OF_LINEAGE,
    properties: {
      namespace: NAME,
      name: NAME,
      type: LINEAGE_ENTITY_TYPE,
      field: NAME,
      transformations: INPUT_FIELDS.items.properties.transformations,
    },
  },
} as const;

const LINEAGE_FIELDS = {
  type: 'object',
  propertyNames: NAME,
  additionalProperties: {
    type: 'object',
    required: ['inputs'],
    properties: { inputs: LINEAGE_INPUTS },
  },
} as const;

export const LINEAGE_DATASET_FACET = {
  type: 'object',
  properties: { inputs: LINEAGE_INPUTS, fields: LINEAGE_FIELDS },
} as const;

export const LINEAGE_JOB_FACET = {
  type: 'object',
  required: ['entries'],
  properties: {
    entries: {
      type: 'array',
      items: {
        ...ENTITY_OF_LINEAGE,
        properties: {
          namespace: NAME,
          name: NAME,
          type: LINEAGE_ENTITY_TYPE,
          runId: ANY_STRING,
          inputs: LINEAGE_INPUTS,
          fields: LINEAGE_FIELDS,
        },
      },
    },
  },
} as const;
