import type { JsonSchema } from '../../model/json-schema.js';
import type { ConnectorDefinition } from '../connector-definition.js';
import { createFeastConnector } from './feast.connector.js';
import { STORES, type FeastOptions } from './options.js';

const PLACE: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    namespace: { type: 'string', minLength: 1, description: 'The OpenLineage namespace.' },
    database: { type: 'string', minLength: 1, description: 'Put before names that leave it out.' },
    schema: { type: 'string', minLength: 1, description: 'Put before names that leave it out.' },
  },
};

export const feastDefinition: ConnectorDefinition = {
  type: 'feast',
  description: 'The registry of the feature store Feast.',
  required: ['url'],
  options: {
    url: {
      type: 'string',
      pattern: '^https?://',
      description: 'Where `feast serve_registry --rest-api` answers, without `/api/v1`.',
    },
    projects: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      minItems: 1,
      description: 'Which projects to read. Left out: all.',
    },
    tables: {
      type: 'object',
      additionalProperties: false,
      description:
        'Where the tables of data sources are, by the system that holds them: the registry does not say.',
      properties: Object.fromEntries(STORES.map((store) => [store, PLACE])),
    },
    onlineStore: { type: 'string', description: 'What online features are read from, as people call it.' },
    offlineStore: {
      type: 'string',
      description: 'What training data is read from. Left out: the system of the source.',
    },
    auth: {
      type: 'object',
      additionalProperties: false,
      description: 'Credentials; take them from the environment: `${FEAST_TOKEN}`.',
      properties: { token: { type: 'string', description: 'For a bearer token.' } },
    },
    timeoutMs: { type: 'integer', minimum: 1, description: 'Longest wait for one answer, in milliseconds.' },
  },
  create({ name, type: _, ...options }) {
    return createFeastConnector({ ...(options as unknown as Omit<FeastOptions, 'service'>), service: name });
  },
};
