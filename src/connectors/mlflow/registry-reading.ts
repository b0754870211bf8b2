import type { ReadingWish, Sink } from '../../catalog/sync/connector.js';
import type { MlflowApi } from './mlflow-api.js';
import { deploymentDocument, modelDocument, serviceDocument } from './model-documents.js';
import { aliasesOf, modelFacts, type ModelFacts } from './model-facts.js';
import { nameFilter } from '../name-filter.js';
import { Notes } from './notes.js';
import type { MlflowOptions } from './options.js';
import { unpackState, versionName } from './reading-state.js';
import { experimentDocument } from './run-document.js';
import { isPrompt } from './tags.js';
import type { UiLinks } from './ui-links.js';
import { VersionPass } from './version-pass.js';
import { VersionReading } from './version-reading.js';
import type { WireModel, WireVersion } from './wire-types.js';

/** One pass over a registry: models, experiments, then versions with all that belongs to them. */
export class RegistryReading {
  private readonly models = new Map<string, ModelFacts>();
  /** Prompts and models that the filter leaves out: their versions are passed over. */
  private readonly passedOver = new Set<string>();
  /** When each model was changed last, as it was listed. */
  private readonly changes = new Map<string, unknown>();
  private readonly experimentIds: string[] = [];
  private readonly serving: ReadonlySet<string>;
  private readonly wanted: (model: string) => boolean;
  private readonly notes: Notes;
  private readonly reading: VersionReading;
  private readonly pass: VersionPass;
  private appearedMeanwhile: string | undefined;
  /** Rows that came again on a later page: others may have been skipped. */
  private shifted: string | undefined;
  private stated = 0;

  constructor(
    private readonly options: MlflowOptions,
    private readonly api: MlflowApi,
    private readonly links: UiLinks,
    private readonly endpoint: string,
    private readonly sink: Sink,
  ) {
    this.serving = new Set(options.deployments?.aliases);
    this.wanted = nameFilter(options.models);
    this.notes = new Notes(sink);
    const { notes, experimentIds } = this;
    const put: Sink['put'] = (document, untold) => this.put(document, untold);
    this.reading = new VersionReading({ options, api, links, sink, notes, put });
    this.pass = new VersionPass({
      api,
      sink,
      notes,
      experimentIds,
      service: options.service,
      reading: this.reading,
      takes: (version) => this.takes(version),
      aliasesOf: (version) => this.aliases(version),
      changed: () => this.modelsChanged(),
    });
  }

  /** Whether anything was said yet: from then on a failure leaves an incomplete listing, not none. */
  get begun(): boolean {
    return this.stated > 0;
  }

  /** Reads on to the end of the listing. @throws SOURCE_FAILED where it breaks off. */
  async toEnd(wish: ReadingWish): Promise<void> {
    await this.readModels(await this.api.version());
    await this.readExperiments();
    await this.pass.run(wish, unpackState(wish.resume));
    await this.stateDeployments();
  }

  /** States what could not be stated before all was read, also when the listing broke off. */
  async close(): Promise<void> {
    for (const table of this.reading.runs.tables.documents()) await this.put(table);
    this.notes.tellCounted();
  }

  /** Why the listing, though read to its end, may lack something. */
  doubts(): string[] {
    const missing = [...this.models.values()].find(
      ({ name, latestVersion }) =>
        latestVersion !== undefined && !this.pass.seen.has(`${name}/${latestVersion}`),
    );
    const changed =
      this.appearedMeanwhile ??
      (missing && `${missing.name} ${missing.latestVersion}`) ??
      this.shifted ??
      (this.pass.shifted ? 'its pages shifted' : undefined);
    return changed === undefined
      ? []
      : [`The registry changed while it was read (${changed}); the next sync takes it.`];
  }

  private async readModels(softwareVersion: string | undefined): Promise<void> {
    const repeated = (): void => void (this.shifted ??= 'its models shifted between pages');
    for await (const page of this.api.models(repeated)) {
      if (!this.begun) await this.put(serviceDocument(this.options.service, this.endpoint, softwareVersion));
      for (const wire of page) await this.takeModel(wire);
      this.sink.progress('models', this.models.size);
    }
  }

  private async takeModel(wire: WireModel): Promise<void> {
    const model = modelFacts(wire);
    this.changes.set(model.name, wire.last_updated_timestamp);
    if (isPrompt(wire.tags) || !this.wanted(model.name)) {
      this.passedOver.add(model.name);
      return;
    }
    this.models.set(model.name, model);
    await this.put(modelDocument(this.options.service, model, wire, this.serving, this.links));
  }

  private async readExperiments(): Promise<void> {
    const repeated = (): void => void (this.shifted ??= 'its experiments shifted between pages');
    for await (const page of this.api.experiments(repeated)) {
      for (const experiment of page) {
        this.experimentIds.push(String(experiment.experiment_id));
        await this.put(experimentDocument(this.options, experiment, this.links));
      }
      this.sink.progress('experiments', this.experimentIds.length);
    }
  }

  /** A version that is made or deleted changes its model; so this shows whether pages of versions may have shifted. */
  private async modelsChanged(): Promise<boolean> {
    let listed = 0;
    for await (const page of this.api.models()) {
      for (const { name, last_updated_timestamp: changed } of page)
        if (this.changes.get(String(name)) !== changed) return true;
      listed += page.length;
    }
    return listed !== this.changes.size;
  }

  private takes({ name, version, tags }: WireVersion): boolean {
    const model = String(name);
    if (this.models.has(model)) return !isPrompt(tags);
    if (!this.passedOver.has(model) && !isPrompt(tags) && this.wanted(model)) {
      this.appearedMeanwhile ??= `${model} ${version}`;
    }
    return false;
  }

  private aliases({ name, version }: WireVersion): string[] {
    const model = this.models.get(String(name));
    return model ? aliasesOf(model, String(version)) : [];
  }

  private async stateDeployments(): Promise<void> {
    for (const { name, aliases } of this.models.values()) {
      for (const alias of aliases) {
        if (
          !this.serving.has(alias.alias) ||
          !this.pass.seen.has(versionName({ name, version: alias.version }))
        )
          continue;
        await this.put(deploymentDocument(this.options.service, name, alias, this.links));
      }
    }
  }

  private async put(...[document, untold]: Parameters<Sink['put']>): Promise<void> {
    this.stated += 1;
    await this.sink.put(document, untold);
  }
}
