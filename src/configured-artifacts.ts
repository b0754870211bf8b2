import type { Logger } from 'pino';
import { openArtifactStore } from './artifacts/open-store.js';
import type { ArtifactSettings } from './artifacts/settings.js';
import type { ArtifactPorts } from './catalog/artifacts/artifact-ports.js';
import { sweepArtifacts } from './catalog/artifacts/sweep-artifacts.js';
import { Turns } from './catalog/artifacts/turns.js';

type OfTheCatalog = Pick<ArtifactPorts, 'entities' | 'curation' | 'ledger'>;

/** Uploaded artifacts, in the store that the configuration names. It is opened when it is first needed. */
export class ConfiguredArtifacts {
  private opened: Promise<ArtifactPorts> | undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: ArtifactSettings,
    private readonly catalog: OfTheCatalog,
  ) {}

  ports(): Promise<ArtifactPorts> {
    this.opened ??= this.open();
    return this.opened;
  }

  /** Ends, beside all other work, what processes that died had begun. A store that fails is no reason not to serve. */
  sweep(log: Logger): void {
    this.sweeping = this.ports()
      .then(sweepArtifacts)
      .then((settled) => void (settled > 0 && log.info({ settled }, 'Ended what uploads had left behind')))
      .catch((error: unknown) => log.warn({ err: error }, 'What uploads left behind could not be swept'));
  }

  async close(): Promise<void> {
    await this.sweeping;
    if (this.opened) (await this.opened).store.close();
  }

  private async open(): Promise<ArtifactPorts> {
    const store = await openArtifactStore(this.settings);
    const { maxBytes, types } = this.settings;
    const clock = () => new Date();
    return { ...this.catalog, store, limits: { maxBytes, types }, turns: new Turns(), clock };
  }
}
