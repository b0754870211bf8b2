import type { JsonSchema } from '../../model/json-schema.js';
import type { ConnectorDefinition } from '../connector-definition.js';
import { HTTP_OPTIONS, httpSettings } from '../http/http-options.js';
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
    ...HTTP_OPTIONS,
  },
  async create({ name, type: _, ...rest }, surroundings) {
    const { createFeastConnector } = await import('./feast.connector.js');
    const options = rest as unknown as Omit<FeastOptions, 'service'>;
    return createFeastConnector({ ...options, ...httpSettings(options, surroundings), service: name });
  },
};
