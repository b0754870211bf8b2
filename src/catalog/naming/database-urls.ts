import type { TableName } from './table-name.js';

interface Database {
  /** How OpenLineage calls the system. */
  readonly scheme: string;
  readonly port?: number;
  /** The schema of a table that names none. */
  readonly schema?: string;
  /** How many parts the full name of a table has. */
  readonly parts: 2 | 3;
}

/** By the scheme of their URLs. */
const DATABASES: Readonly<Record<string, Database>> = {
  postgresql: { scheme: 'postgres', port: 5432, schema: 'public', parts: 3 },
  postgres: { scheme: 'postgres', port: 5432, schema: 'public', parts: 3 },
  redshift: { scheme: 'redshift', port: 5439, schema: 'public', parts: 3 },
  mysql: { scheme: 'mysql', port: 3306, parts: 2 },
  mariadb: { scheme: 'mysql', port: 3306, parts: 2 },
  sqlserver: { scheme: 'mssql', port: 1433, schema: 'dbo', parts: 3 },
  trino: { scheme: 'trino', port: 8080, parts: 3 },
  snowflake: { scheme: 'snowflake', parts: 3 },
};

/** What is a canonical namespace already: its names are kept byte for byte. */
const CANONICAL = /^(postgres|redshift|mysql|mssql|trino|snowflake):\/\/[^/?;@]+$/;

/** `jdbc:` or not, scheme, user and password, host, port, path, and what follows by `?` or `;`. */
const URL_PARTS =
  /^(?:jdbc:)?([a-z]+):\/\/(?:[^@/?;]*@)?([^/:?;,]+)(?::(\d{1,5}))?(?:,[^/?;]*)?(?:\/([^?;]*))?(?:[?;](.*))?$/i;

/**
 * The canonical name of a table whose namespace is the URL of a database, as drivers are given it. User and password
 * are no part of a name. Nothing where it is no such URL, or the URL does not say which database.
 */
export function databaseName({ namespace, table }: TableName): TableName | undefined {
  if (CANONICAL.test(namespace)) return undefined;
  const [, scheme = '', host = '', port, path = '', query = ''] = URL_PARTS.exec(namespace) ?? [];
  const database = Object.hasOwn(DATABASES, scheme.toLowerCase())
    ? DATABASES[scheme.toLowerCase()]
    : undefined;
  if (!database) return undefined;
  const said = new Map(
    query.split(/[&;]/).map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      return [key.toLowerCase(), value] as const;
    }),
  );
  const [fromPath, schemaFromPath] = path.split('/').filter((part) => part !== '');
  const before = [
    said.get('databasename') ?? said.get('db') ?? fromPath,
    said.get('currentschema') ?? said.get('schema') ?? schemaFromPath ?? database.schema,
  ].slice(0, database.parts - 1);
  const own = table.replace(/["`[\]]/g, '').split('.');
  const lacking = before.slice(0, Math.max(0, database.parts - own.length));
  if (lacking.some((part) => part === undefined || part === '')) return undefined;
  return {
    namespace: namespaceOf(database, host.toLowerCase(), port),
    table: [...lacking, ...own].join('.'),
  };
}

function namespaceOf({ scheme, port }: Database, host: string, given: string | undefined): string {
  if (scheme === 'snowflake') return `snowflake://${host.replace(/\.snowflakecomputing\.com$/, '')}`;
  // cluster.<id>.<region>.redshift.amazonaws.com
  const [, cluster, region] = /^([^.]+)\.[^.]+\.([^.]+)\.redshift\.amazonaws\.com$/.exec(host) ?? [];
  const place = scheme === 'redshift' && cluster && region ? `${cluster}.${region}` : host;
  return `${scheme}://${place}:${given ?? String(port)}`;
}
