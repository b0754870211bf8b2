/** What is read of dbt's files; what else is in them does not matter. */
const text = { type: 'string', format: 'text' } as const;
const optional = { type: ['string', 'null'], format: 'text' } as const;
const texts = { type: 'array', items: text } as const;
const owner = {
  type: ['object', 'null'],
  properties: { name: optional, email: { type: ['string', 'array', 'null'], items: text } },
} as const;
const dependsOn = { type: 'object', properties: { nodes: texts } } as const;

/** Models, seeds, snapshots and sources: what has, or could have, a table. */
export const NODE_SCHEMA = {
  type: 'object',
  required: ['unique_id', 'resource_type', 'name', 'package_name'],
  properties: {
    unique_id: text,
    resource_type: text,
    name: text,
    package_name: text,
    database: optional,
    schema: optional,
    relation_name: optional,
    description: optional,
    compiled_code: optional,
    language: optional,
    original_file_path: optional,
    group: optional,
    tags: texts,
    meta: { type: 'object' },
    config: {
      type: 'object',
      properties: { materialized: optional, meta: { type: 'object' } },
    },
    depends_on: dependsOn,
    columns: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['name'],
        properties: { name: text, description: optional, data_type: optional, tags: texts },
      },
    },
  },
} as const;

export const EXPOSURE_SCHEMA = {
  type: 'object',
  required: ['name', 'type'],
  properties: {
    name: text,
    type: text,
    label: optional,
    description: optional,
    url: optional,
    maturity: optional,
    tags: texts,
    owner,
    depends_on: dependsOn,
  },
} as const;

export const MANIFEST_SCHEMA = {
  type: 'object',
  required: ['metadata', 'nodes', 'sources'],
  properties: {
    metadata: {
      type: 'object',
      required: ['dbt_schema_version'],
      properties: {
        dbt_schema_version: text,
        dbt_version: optional,
        adapter_type: optional,
        project_name: optional,
        project_id: optional,
      },
    },
    nodes: { type: 'object' },
    sources: { type: 'object' },
    exposures: { type: 'object' },
    groups: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['name'],
        properties: { name: text, package_name: optional, owner },
      },
    },
    // Between a table and an exposure.
    metrics: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { depends_on: dependsOn } },
    },
    semantic_models: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { depends_on: dependsOn } },
    },
    saved_queries: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { depends_on: dependsOn } },
    },
  },
} as const;

const catalogTables = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['columns'],
    properties: {
      metadata: { type: 'object', properties: { type: optional } },
      columns: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          required: ['name'],
          properties: { name: text, type: optional, index: { type: 'integer' }, comment: optional },
        },
      },
    },
  },
} as const;

export const CATALOG_SCHEMA = {
  type: 'object',
  required: ['metadata', 'nodes', 'sources'],
  properties: {
    metadata: { type: 'object', required: ['dbt_schema_version'], properties: { dbt_schema_version: text } },
    nodes: catalogTables,
    sources: catalogTables,
  },
} as const;
