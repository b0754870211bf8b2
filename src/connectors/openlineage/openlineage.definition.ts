import { join, resolve } from 'node:path';
import { HeadwaterError } from '../../errors.js';
import type { ConnectorDefinition, ConnectorSurroundings, ServiceConfig } from '../connector-definition.js';
import { pathsOf, pathsOption } from '../paths-option.js';

export const openLineageDefinition: ConnectorDefinition = {
  type: 'openlineage',
  description: 'OpenLineage events, in files and as they are sent to the server: `path`, `receive`, or both.',
  required: [],
  options: {
    path: pathsOption('Files, folders or globs of NDJSON or JSON, relative to this file.'),
    receive: {
      type: 'boolean',
      description:
        'Whether events that are sent to the server, at /api/v1/lineage, are of this service. One service may.',
    },
    spool: {
      type: 'string',
      minLength: 1,
      description:
        'Where received events are kept, relative to this file. Left out: received/<name> in the data directory.',
    },
    models: { type: 'string', description: 'The service that `models:/` names in the events belong to.' },
  },
  async create(service, surroundings) {
    const { createOpenLineageConnector } = await import('./openlineage.connector.js');
    const { name, path, models } = service;
    const paths = pathsOf(path, surroundings.directory);
    const spool = spoolOf(service, surroundings);
    if (paths.length === 0 && spool === undefined) {
      throw new HeadwaterError(
        'CONFIGURATION',
        `The service ${name} has nothing to read: give it a path of event files, or \`receive: true\`.`,
      );
    }
    return createOpenLineageConnector({
      service: name,
      paths,
      ...(spool === undefined ? {} : { spool }),
      ...(typeof models === 'string' ? { modelService: models } : {}),
    });
  },
};

/** Where what a service receives is kept; nothing for one that receives nothing. */
export function spoolOf(
  { type, name, receive, spool }: ServiceConfig,
  { directory, data }: ConnectorSurroundings,
): string | undefined {
  if (type !== openLineageDefinition.type || receive !== true) return undefined;
  if (typeof spool === 'string') return resolve(directory, spool);
  return join(data, 'received', fileName(name));
}

/** A name of one directory, whatever the service is called. */
const fileName = (name: string): string => `of-${encodeURIComponent(name).replace(/[.*]/g, '_')}`;
