import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { ConfiguredSyncs } from './configured-syncs.js';
import { EventIntake, type Receipt } from './connectors/openlineage/received/event-intake.js';
import { EventSpool } from './connectors/openlineage/received/event-spool.js';
import { prepareSpool, segmentsOf } from './connectors/openlineage/received/spool-segments.js';
import { spoolOf } from './connectors/openlineage/openlineage.definition.js';
import { HeadwaterError } from './errors.js';
import { TakeUpRounds, type RoundTiming } from './take-up-rounds.js';

/** More may not wait: then senders are told to come back. */
const MAX_WAITING = 200_000;

export interface ReceiverOptions {
  readonly log: Logger;
  readonly timing?: RoundTiming;
  readonly maxWaiting?: number;
}

/** Keeps the events that are sent to a service, and has its syncs bring them into the catalog. */
export class ConfiguredReceiver {
  private readonly intake: EventIntake;

  private constructor(
    readonly service: string,
    private readonly spool: EventSpool,
    private readonly rounds: TakeUpRounds,
    private readonly maxWaiting: number,
  ) {
    this.intake = new EventIntake(spool);
  }

  /**
   * The receiver of the service that is configured to receive; nothing where none is. What was kept before is taken
   * up first: the last process may have ended over it.
   * @throws CONFIGURATION where several are, UNAVAILABLE where nothing can be kept.
   */
  static async open(
    config: Config,
    syncs: Pick<ConfiguredSyncs, 'start'>,
    { log, timing, maxWaiting = MAX_WAITING }: ReceiverOptions,
  ): Promise<ConfiguredReceiver | undefined> {
    const receiving = config.services.flatMap((service) => {
      const spool = spoolOf(service, config);
      return spool === undefined ? [] : [{ service: service.name, spool }];
    });
    const [first] = receiving;
    if (!first) return undefined;
    if (receiving.length > 1) {
      const names = receiving.map(({ service }) => service).join(', ');
      throw new HeadwaterError(
        'CONFIGURATION',
        `Several services have \`receive: true\` (${names}): a sender does not say for which its events are. Leave it to one.`,
      );
    }
    const sync = (signal: AbortSignal) => syncs.start(first.service, { signal });
    const rounds = new TakeUpRounds(sync, log, timing);
    rounds.arrived(await keptBefore(first.spool));
    return new ConfiguredReceiver(first.service, new EventSpool(first.spool), rounds, maxWaiting);
  }

  async receive(events: readonly unknown[]): Promise<Receipt> {
    const { waiting, retryAfter } = this.rounds;
    if (waiting >= this.maxWaiting) {
      const message = `${waiting} events wait to be taken up; no more are taken until then. Send this again later.`;
      throw new HeadwaterError('BUSY', message, { retryAfter });
    }
    const receipt = await this.intake.receive(events);
    this.rounds.arrived(receipt.news);
    return receipt;
  }

  async close(): Promise<void> {
    await this.spool.close();
    await this.rounds.close();
  }
}

/** One is enough to begin with a round. */
async function keptBefore(spool: string): Promise<number> {
  try {
    await prepareSpool(spool);
    return (await segmentsOf(spool)).length > 0 ? 1 : 0;
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    const message = `Received events cannot be kept in ${spool}: ${code}.`;
    throw new HeadwaterError('UNAVAILABLE', message, {}, { cause });
  }
}
