import type { SyncOptions } from './run-sync.js';
import type { SyncReport } from './sync-report.js';

/** Runs the syncs that this server is configured for. */
export interface SyncStarter {
  /** The names of the configured services, in the order of the configuration. */
  readonly services: readonly string[];
  /**
   * Runs the sync of one service to its end.
   * @throws NOT_FOUND when no service of that name is configured, CONFLICT while one is under way.
   */
  start(service: string, options?: SyncOptions): Promise<SyncReport>;
}
