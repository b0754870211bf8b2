import { resolve } from 'node:path';
import type { ConnectorDefinition } from '../connector-definition.js';
import { createOpenLineageConnector } from './openlineage.connector.js';

export const openLineageDefinition: ConnectorDefinition = {
  type: 'openlineage',
  description: 'OpenLineage events in files.',
  required: ['path'],
  options: {
    path: {
      description: 'Files, folders or globs of NDJSON or JSON, relative to this file.',
      anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
    },
    models: { type: 'string', description: 'The service that `models:/` names in the events belong to.' },
  },
  create({ name, path, models }, { directory }) {
    const paths = [path].flat().map((entry) => resolve(directory, String(entry)));
    return createOpenLineageConnector({
      service: name,
      paths,
      ...(typeof models === 'string' ? { modelService: models } : {}),
    });
  },
};
