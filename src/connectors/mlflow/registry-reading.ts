import type { Sink } from '../../catalog/sync/connector.js';
import type { EntityDocument } from '../../model/document.js';
import type { MlflowApi } from './mlflow-api.js';
import { deploymentDocument, modelDocument, serviceDocument } from './model-documents.js';
import { aliasesOf, modelFacts, type ModelFacts } from './model-facts.js';
import { modelFilter } from './model-filter.js';
import { Notes } from './notes.js';
import type { MlflowOptions } from './options.js';
import { experimentDocument } from './run-document.js';
import { isPrompt } from './tags.js';
import type { UiLinks } from './ui-links.js';
import { VersionReading } from './version-reading.js';
import type { WireModel, WireVersion } from './wire-types.js';

/** Versions whose runs, files and histories are read together: what is held in memory at a time. */
const TOGETHER = 500;

/** One pass over a registry: models, experiments, then versions with all that belongs to them. */
export class RegistryReading {
  private readonly models = new Map<string, ModelFacts>();
  /** Prompts and models that the filter leaves out: their versions are passed over. */
  private readonly passedOver = new Set<string>();
  private readonly experimentIds: string[] = [];
  private readonly seenVersions = new Set<string>();
  private readonly serving: ReadonlySet<string>;
  private readonly wanted: (model: string) => boolean;
  private readonly notes: Notes;
  private readonly versions: VersionReading;
  private appearedMeanwhile: string | undefined;
  private stated = 0;

  constructor(
    private readonly options: MlflowOptions,
    private readonly api: MlflowApi,
    private readonly links: UiLinks,
    private readonly endpoint: string,
    private readonly sink: Sink,
  ) {
    this.serving = new Set(options.deployments?.aliases);
    this.wanted = modelFilter(options.models);
    this.notes = new Notes(sink);
    const put = (document: EntityDocument): Promise<void> => this.put(document);
    this.versions = new VersionReading({ options, api, links, sink, notes: this.notes, put });
  }

  /** Whether anything was said yet: from then on a failure leaves an incomplete listing, not none. */
  get begun(): boolean {
    return this.stated > 0;
  }

  /** Reads on to the end of the listing. @throws SOURCE_FAILED where it breaks off. */
  async toEnd(): Promise<void> {
    await this.readModels(await this.api.version());
    await this.readExperiments();
    await this.readVersions();
    await this.stateDeployments();
  }

  /** States what could not be stated before all was read, also when the listing broke off. */
  async close(): Promise<void> {
    for (const table of this.versions.tables.documents()) await this.put(table);
    this.notes.tellCounted();
  }

  /** Why the listing, though read to its end, may lack something. */
  doubts(): string[] {
    const missing = [...this.models.values()].find(
      ({ name, latestVersion }) =>
        latestVersion !== undefined && !this.seenVersions.has(`${name}/${latestVersion}`),
    );
    const changed = this.appearedMeanwhile ?? (missing && `${missing.name} ${missing.latestVersion}`);
    const unread = this.versions.filesMissedInPassing;
    return [
      ...(changed === undefined
        ? []
        : [`The registry changed while it was read (${changed}); the next sync takes it.`]),
      ...(unread === 0
        ? []
        : [`${unread} MLmodel files could not be read this time; the next sync asks again.`]),
    ];
  }

  private async readModels(softwareVersion: string | undefined): Promise<void> {
    for await (const page of this.api.models()) {
      if (!this.begun) await this.put(serviceDocument(this.options.service, this.endpoint, softwareVersion));
      for (const wire of page) await this.takeModel(wire);
      this.sink.progress('models', this.models.size);
    }
  }

  private async takeModel(wire: WireModel): Promise<void> {
    const model = modelFacts(wire);
    if (isPrompt(wire.tags) || !this.wanted(model.name)) {
      this.passedOver.add(model.name);
      return;
    }
    this.models.set(model.name, model);
    await this.put(modelDocument(this.options.service, model, this.serving, this.links));
  }

  private async readExperiments(): Promise<void> {
    for await (const page of this.api.experiments()) {
      for (const experiment of page) {
        this.experimentIds.push(String(experiment.experiment_id));
        await this.put(experimentDocument(this.options.service, experiment, this.links));
      }
      this.sink.progress('experiments', this.experimentIds.length);
    }
  }

  private async readVersions(): Promise<void> {
    for await (const page of this.api.versions()) {
      const kept = page.filter((version) => this.takes(version));
      for (let at = 0; at < kept.length; at += TOGETHER) {
        const batch = kept.slice(at, at + TOGETHER);
        await this.versions.read(batch, this.experimentIds, (version) => this.aliases(version));
        for (const { name, version } of batch) this.seenVersions.add(`${name}/${version}`);
        this.sink.progress('versions', this.seenVersions.size);
      }
    }
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
        if (!this.serving.has(alias.alias) || !this.seenVersions.has(`${name}/${alias.version}`)) continue;
        await this.put(deploymentDocument(this.options.service, name, alias, this.links));
      }
    }
  }

  private async put(document: EntityDocument): Promise<void> {
    this.stated += 1;
    await this.sink.put(document);
  }
}
