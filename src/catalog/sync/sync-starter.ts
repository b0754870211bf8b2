import type { SyncReport } from './run-sync.js';

/** Runs the syncs that this server is configured for. */
export interface SyncStarter {
  /** The names of the configured services, in the order of the configuration. */
  readonly services: readonly string[];
  /**
   * Runs the sync of one service to its end; `actor` is who had it run, and `acceptRemovals` retires
   * what is gone, however much it is.
   * @throws NOT_FOUND when no service of that name is configured, CONFLICT while one is under way.
   */
  start(
    service: string,
    options?: { readonly actor?: string; readonly acceptRemovals?: boolean },
  ): Promise<SyncReport>;
}
