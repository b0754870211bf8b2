import { HeadwaterError } from '../../errors.js';

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user?: string;
}

/** What the configured address says. @throws CONFIGURATION; the address itself is not in it, it could hold a password. */
export function addressOf(service: string, url: string): Address {
  if (!URL.canParse(url))
    throw wrong(service, 'is not an address such as postgres://reader@warehouse:5432/shop');
  const { hostname, port, pathname, username, password, search } = new URL(url);
  if (password !== '') throw wrong(service, 'holds a password; give it as `auth.password: ${PGPASSWORD}`');
  if (search !== '')
    throw wrong(service, 'has parameters after "?", which are not read; see `tls` and `timeoutMs`');
  const database = decodeURIComponent(pathname.slice(1));
  if (database === '' || hostname === '')
    throw wrong(service, 'needs a host and a database: postgres://host/database');
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 5432 : Number(port),
    database,
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
  };
}

const wrong = (service: string, reason: string): HeadwaterError =>
  new HeadwaterError('CONFIGURATION', `The url of the service "${service}" ${reason}.`);

/** As OpenLineage names the datasets of PostgreSQL. */
export const namespaceOf = ({ host, port }: Address): string =>
  `postgres://${host.includes(':') ? `[${host}]` : host}:${port}`;
