import type { ConnectorDefinition } from '../connector-definition.js';
import { pathsOf, pathsOption } from '../paths-option.js';

export const filesDefinition: ConnectorDefinition = {
  type: 'files',
  description: 'What a team declares in files of YAML and JSON.',
  required: ['path'],
  options: {
    path: pathsOption('Folders and files, relative to this file.'),
  },
  async create({ name, path }, { directory }) {
    const { createFilesConnector } = await import('./files.connector.js');
    return createFilesConnector({ service: name, paths: pathsOf(path, directory) });
  },
};
