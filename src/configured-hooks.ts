import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { ConfiguredSyncs } from './configured-syncs.js';
import { mlflowDefinition } from './connectors/mlflow/mlflow.definition.js';
import { isDelivery } from './connectors/mlflow/webhook.js';
import type { Hooks } from './server/hook-routes.js';
import { TakeUpRounds, type RoundTiming } from './take-up-rounds.js';

interface Hook {
  readonly secret: string;
  readonly rounds: TakeUpRounds;
}

/** Syncs the services whose registries say by webhook that they changed; many at a time are one sync. */
export class ConfiguredHooks implements Hooks {
  private readonly hooks: ReadonlyMap<string, Hook>;

  constructor(config: Config, syncs: Pick<ConfiguredSyncs, 'start'>, log: Logger, timing?: RoundTiming) {
    this.hooks = new Map(
      config.services.flatMap(({ name, type, webhook }): [string, Hook][] => {
        const { secret } = (webhook ?? {}) as { secret?: string };
        if (type !== mlflowDefinition.type || secret === undefined) return [];
        const sync = (signal: AbortSignal) => syncs.start(name, { signal });
        return [[name, { secret, rounds: new TakeUpRounds(sync, log, timing) }]];
      }),
    );
  }

  deliver(service: string, headers: IncomingHttpHeaders, body: Buffer): boolean | undefined {
    const hook = this.hooks.get(service);
    if (!hook) return undefined;
    if (!isDelivery(hook.secret, headers, body, new Date())) return false;
    hook.rounds.arrived(1);
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([...this.hooks.values()].map(({ rounds }) => rounds.close()));
  }
}
