import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { EntityDocument } from '../../src/model/document.js';
import { postgresDefinition } from '../../src/connectors/postgres/postgres.definition.js';
import { startPostgres } from '../../test/support/postgres-server.js';

/** The service in headwater.yaml that the tables belong to. */
const SERVICE = 'shop-db';
const HEAD = `# What the PostgreSQL of the warehouse says of its tables, as the connector of type postgres reads it.
# Written by \`npm run example:tables\` from warehouse.sql; where there is such a server, type postgres reads it itself.
`;

/** What the real connector reads of a real PostgreSQL that warehouse.sql was run on, as a file of declarations. */
export async function readTables(): Promise<string> {
  const server = await startPostgres();
  try {
    await server.run('CREATE DATABASE shop');
    await server.run(await readFile(new URL('warehouse.sql', import.meta.url), 'utf8'), 'shop');
    const connector = await postgresDefinition.create(
      {
        ...{ name: SERVICE, type: 'postgres', url: server.url('shop'), auth: { password: server.password } },
        namespace: 'postgres://warehouse:5432',
      },
      { directory: '/', data: '/' },
    );
    const documents: EntityDocument[] = [];
    const ignore = (): void => undefined;
    await connector.read(
      {
        put: (document) => Promise.resolve(void documents.push(document)),
        ...{ reject: ignore, warn: ignore, unread: ignore, progress: ignore },
        checkpoint: () => Promise.resolve(),
      },
      AbortSignal.timeout(60_000),
      { first: [] },
    );
    return HEAD + stringify(documents.map(withoutAddress), { lineWidth: 110 });
  } finally {
    await server.stop();
  }
}

/** The server that is read here is gone a moment later, and the next one may be of another version. */
const withoutAddress = (document: EntityDocument): EntityDocument =>
  document.kind === 'MLModelService'
    ? { kind: 'MLModelService', service: SERVICE, platform: 'PostgreSQL' }
    : document;
