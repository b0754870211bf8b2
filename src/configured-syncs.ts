import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { Connector } from './catalog/sync/connector.js';
import { runSync, type SyncOptions } from './catalog/sync/run-sync.js';
import type { SyncReport } from './catalog/sync/sync-report.js';
import type { SyncStore } from './catalog/sync/sync.store.js';
import { SYNC_SETTINGS_SCHEMA, syncOptions } from './catalog/sync/sync-settings.js';
import type { SyncStarter } from './catalog/sync/sync-starter.js';
import type { Config } from './config.js';
import type { ConfiguredService } from './config-file.js';
import { CONNECTOR_DEFINITIONS } from './connectors/definitions.js';
import { HTTP_OPTION_NAMES } from './connectors/http/http-options.js';
import { HeadwaterError, notFound } from './errors.js';

/** Options that say how a source is read, and not what of it. */
const HOW = new Set(['webhook', ...HTTP_OPTION_NAMES, ...Object.keys(SYNC_SETTINGS_SCHEMA)]);

/** The syncs of the services in the configuration. */
export class ConfiguredSyncs implements SyncStarter {
  constructor(
    private readonly config: Config,
    private readonly store: SyncStore,
  ) {}

  get services(): readonly string[] {
    return this.config.services.map(({ name }) => name);
  }

  async start(service: string, options: SyncOptions = {}): Promise<SyncReport> {
    const connector = await this.connectorOf(service);
    const settings = syncOptions(this.configOf(service));
    const { names } = this.config;
    const wish = { ...settings, ...(names ? { names } : {}), ...options };
    return runSync(this.store, connector, { ...wish, scope: this.scopeOf(service) });
  }

  /** Of what is read, and not of how: another token or timeout reads the same. */
  private scopeOf(service: string): string {
    const entries = Object.entries(this.configOf(service)).filter(([option]) => !HOW.has(option));
    const { names } = this.config;
    // Other names make other things of the same tables.
    const asked = { ...Object.fromEntries(entries), ...(names ? { names } : {}) };
    return createHash('sha256').update(canonicalize(asked)).digest('base64url');
  }

  /** @throws NOT_FOUND */
  private configOf(service: string): ConfiguredService {
    const config = this.config.services.find(({ name }) => name === service);
    if (!config) throw notFound(service, this.services);
    return config;
  }

  private async connectorOf(service: string): Promise<Connector> {
    const config = this.configOf(service);
    const definition = CONNECTOR_DEFINITIONS.find(({ type }) => type === config.type);
    if (!definition)
      throw new HeadwaterError('CONFIGURATION', `There is no connector of type "${config.type}".`);
    const { directory, data, proxies } = this.config;
    return definition.create(config, { directory, data, proxies });
  }
}
