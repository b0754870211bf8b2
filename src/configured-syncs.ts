import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { Connector } from './catalog/sync/connector.js';
import { runSync, type SyncOptions, type SyncReport } from './catalog/sync/run-sync.js';
import type { IngestStore } from './catalog/ingest/ingest.store.js';
import type { SyncStarter } from './catalog/sync/sync-starter.js';
import type { Config } from './config.js';
import type { ServiceConfig } from './connectors/connector-definition.js';
import { CONNECTOR_DEFINITIONS } from './connectors/definitions.js';
import { HeadwaterError, notFound } from './errors.js';

/** The syncs of the services in the configuration; one at a time for each. */
export class ConfiguredSyncs implements SyncStarter {
  private readonly running = new Set<string>();

  constructor(
    private readonly config: Config,
    private readonly store: IngestStore,
  ) {}

  get services(): readonly string[] {
    return this.config.services.map(({ name }) => name);
  }

  async start(service: string, options: SyncOptions = {}): Promise<SyncReport> {
    const connector = this.connectorOf(service);
    if (this.running.has(service)) {
      throw new HeadwaterError('CONFLICT', `A sync of ${service} is under way; wait for it to end.`);
    }
    this.running.add(service);
    try {
      return await runSync(this.store, connector, { ...options, scope: this.scopeOf(service) });
    } finally {
      this.running.delete(service);
    }
  }

  /** Of what is read, and not of how: another token or timeout reads the same. */
  private scopeOf(service: string): string {
    const {
      auth: _,
      timeoutMs: __,
      ...asked
    }: Partial<ServiceConfig> = this.config.services.find(({ name }) => name === service) ?? {};
    return createHash('sha256').update(canonicalize(asked)).digest('base64url');
  }

  private connectorOf(service: string): Connector {
    const config = this.config.services.find(({ name }) => name === service);
    if (!config) throw notFound(service, this.services);
    const definition = CONNECTOR_DEFINITIONS.find(({ type }) => type === config.type);
    if (!definition)
      throw new HeadwaterError('CONFIGURATION', `There is no connector of type "${config.type}".`);
    return definition.create(config, { directory: this.config.directory });
  }
}
