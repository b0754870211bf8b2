import { resolve } from 'node:path';
import type { ConnectorDefinition } from '../connector-definition.js';
import { namePatternsOption } from '../name-filter.js';
import { TLS_MODES, type PostgresOptions, type TlsOptions } from './options.js';

const text = (description: string) => ({ type: 'string', description });

export const postgresDefinition: ConnectorDefinition = {
  type: 'postgres',
  description: 'Tables, views and columns of PostgreSQL.',
  required: ['url'],
  options: {
    url: {
      type: 'string',
      pattern: '^postgres(ql)?://',
      description: 'The database: `postgres://user@host:5432/database`, without a password.',
    },
    auth: {
      type: 'object',
      additionalProperties: false,
      description: 'Credentials; take them from the environment: `${PGPASSWORD}`.',
      properties: {
        username: text('Left out: the user in `url`.'),
        password: text('The password of that user.'),
      },
    },
    tls: {
      type: 'object',
      additionalProperties: false,
      description: 'How the connection is secured. Files are PEM, relative to this file.',
      properties: {
        mode: { enum: TLS_MODES, description: 'Left out: verify-full, and disable on this machine.' },
        caFile: text('Who issues the certificate of the server, where that is no well-known authority.'),
        certFile: text('The certificate to show to the server.'),
        keyFile: text('The key of that certificate.'),
        serverName: text("The name in the server's certificate, where it is not the host of `url`."),
      },
    },
    namespace: text(
      'The OpenLineage namespace of the tables, where other sources know the server by another address. Left out: `postgres://host:port`.',
    ),
    databases: namePatternsOption(
      'Which databases of the server to read, by name with * and ?. Left out: that of `url`.',
    ),
    schemas: namePatternsOption('Which schemas to read, by name with * and ?.'),
    partitions: {
      type: 'boolean',
      description: 'Whether partitions are tables of their own. Left out: false.',
    },
    timeoutMs: {
      type: 'integer',
      minimum: 1,
      description: 'Longest time for one statement, in milliseconds. Left out: 60000.',
    },
  },
  async create({ name, type: _, ...rest }, { directory }) {
    const { createPostgresConnector } = await import('./postgres.connector.js');
    const options = rest as unknown as Omit<PostgresOptions, 'service'>;
    return createPostgresConnector({
      ...options,
      ...(options.tls ? { tls: absolute(options.tls, directory) } : {}),
      service: name,
    });
  },
};

function absolute(tls: TlsOptions, directory: string): TlsOptions {
  const { caFile, certFile, keyFile } = tls;
  const files = Object.entries({ caFile, certFile, keyFile }).flatMap(([key, file]) =>
    file === undefined ? [] : [[key, resolve(directory, file)] as const],
  );
  return { ...tls, ...Object.fromEntries(files) };
}
