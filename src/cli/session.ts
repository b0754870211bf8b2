import type { Command } from 'commander';
import type { Principal } from '../catalog/access/principal.js';
import type { Config } from '../config.js';
import { HeadwaterError } from '../errors.js';
import type { Catalog } from '../main.js';
import type { CatalogClient, HttpClient } from './catalog-client.js';

/** Options that every command which asks the catalog takes. */
export interface CatalogOptions {
  readonly config?: string;
  readonly data?: string;
  readonly server?: string;
  readonly tokenFile?: string;
  readonly json?: boolean;
}

export function withCatalogOptions(command: Command, { json } = { json: true }): Command {
  command
    .option('--config <file>', 'the configuration (default: headwater.yaml, HEADWATER_CONFIG)')
    .option('--data <dir>', 'the directory of the embedded catalog (default: ./data, HEADWATER_DATA)')
    .option('--server <url>', 'a running Headwater server to ask (HEADWATER_URL)')
    .option('--token-file <file>', 'the token to show a server (HEADWATER_TOKEN)');
  return json ? command.option('--json', 'print the GraphQL result, unchanged') : command;
}

/** A catalog to work on: opened here, or held by a server. */
export type Session =
  | {
      readonly kind: 'local';
      readonly client: CatalogClient;
      readonly catalog: Catalog;
      readonly config: Config;
      /** For whom: the user of this machine, who may do everything with a catalog that is opened here. */
      readonly principal: Principal;
    }
  | { readonly kind: 'server'; readonly client: HttpClient; readonly config: Config };

/** Opens the catalog for one piece of work; a directory in use is reached through the server that holds it. */
export async function withSession<Result>(
  options: CatalogOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  // Loaded only when they are needed: `--help` answers at once.
  const { loadConfig, localPrincipal, serverUrlFrom, tokenFrom } = await import('../config.js');
  const { HttpClient, LocalClient } = await import('./catalog-client.js');
  const config = loadConfig(options);
  const atServer = (url: string): Session => ({
    kind: 'server',
    client: new HttpClient(url, tokenFrom(options.tokenFile)),
    config,
  });
  const url = serverUrlFrom(options.server);
  if (url !== undefined) return work(atServer(url));
  const catalog = await openOrFindHolder(config);
  if (typeof catalog === 'string') return work(atServer(catalog));
  try {
    const { createSchema } = await import('../resolvers/schema.js');
    const principal = localPrincipal();
    const client = new LocalClient(createSchema(), catalog.ports, catalog.engine.location, principal);
    return await work({ kind: 'local', client, catalog, config, principal });
  } finally {
    await catalog.close();
  }
}

async function openOrFindHolder(config: Config): Promise<Catalog | string> {
  const { holderOf, openCatalog } = await import('../main.js');
  try {
    return await openCatalog(config);
  } catch (error) {
    if (!(error instanceof HeadwaterError) || error.code !== 'IN_USE') throw error;
    const url = holderOf(config.data);
    if (url !== undefined) return url;
    throw new HeadwaterError(
      'IN_USE',
      `${error.message} It is no server that could be asked; wait for it to end.`,
      error.details,
    );
  }
}
