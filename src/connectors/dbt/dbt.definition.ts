import { resolve } from 'node:path';
import type { ConnectorDefinition } from '../connector-definition.js';

export const dbtDefinition: ConnectorDefinition = {
  type: 'dbt',
  description: 'A dbt project, by the files that dbt writes about it.',
  required: ['manifest', 'namespace'],
  options: {
    manifest: {
      type: 'string',
      description: 'The manifest.json in its target folder, relative to this file.',
    },
    catalog: {
      type: 'string',
      description: 'The catalog.json of `dbt docs generate`: which columns the tables really have.',
    },
    namespace: {
      type: 'string',
      minLength: 1,
      description:
        'The OpenLineage namespace of the warehouse, such as `postgres://warehouse:5432`, `snowflake://account` or `bigquery`.',
    },
    jobNamespace: {
      type: 'string',
      minLength: 1,
      description: 'The OpenLineage namespace of its jobs. Left out: dbt.',
    },
    columnLineage: {
      type: 'boolean',
      description: 'Whether compiled SQL is searched for what columns are made from. Left out: true.',
    },
  },
  async create({ name, manifest, catalog, namespace, jobNamespace, columnLineage }, { directory }) {
    const { createDbtConnector } = await import('./dbt.connector.js');
    return createDbtConnector({
      service: name,
      manifest: resolve(directory, String(manifest)),
      namespace: String(namespace),
      ...(typeof catalog === 'string' ? { catalog: resolve(directory, catalog) } : {}),
      ...(typeof jobNamespace === 'string' ? { jobNamespace } : {}),
      ...(typeof columnLineage === 'boolean' ? { columnLineage } : {}),
    });
  },
};
