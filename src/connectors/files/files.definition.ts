import { resolve } from 'node:path';
import type { ConnectorDefinition } from '../connector-definition.js';

export const filesDefinition: ConnectorDefinition = {
  type: 'files',
  description: 'What a team declares in files of YAML and JSON.',
  required: ['path'],
  options: {
    path: {
      description: 'Folders and files, relative to this file.',
      anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
    },
  },
  async create({ name, path }, { directory }) {
    const { createFilesConnector } = await import('./files.connector.js');
    const paths = [path].flat().map((entry) => resolve(directory, String(entry)));
    return createFilesConnector({ service: name, paths });
  },
};
