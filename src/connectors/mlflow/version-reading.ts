import type { Sink } from '../../catalog/sync/connector.js';
import type { EntityDocument } from '../../model/document.js';
import { idOrNothing } from '../edge-to.js';
import { text } from '../filled-text.js';
import type { FileReading } from './file-reader.js';
import { ImportanceReader } from './importance-reader.js';
import { InParts } from './in-parts.js';
import { loggedModelId } from './logged-models.js';
import { MetricHistories, type History } from './metric-histories.js';
import type { MlflowApi } from './mlflow-api.js';
import { MlmodelReader } from './mlmodel-reader.js';
import type { MlmodelFile } from './mlmodel-file.js';
import type { Notes } from './notes.js';
import type { MlflowOptions } from './options.js';
import { RunReading } from './run-reading.js';
import type { UiLinks } from './ui-links.js';
import { partlyTold, type Broken } from './untold-documents.js';
import { versionDocuments } from './version-documents.js';
import type { VersionFacts } from './version-facts.js';
import type { WireLoggedModel, WireRun, WireVersion } from './wire-types.js';

export interface Surroundings {
  readonly options: MlflowOptions;
  readonly api: MlflowApi;
  readonly links: UiLinks;
  readonly sink: Pick<Sink, 'reject' | 'unread'>;
  readonly notes: Notes;
  readonly put: Sink['put'];
}

const NO_RUN =
  'The runs of these versions are not in this tracker, so their parameters, metrics and training data are not known';
const NO_FILE_ADVICE =
  'If its store is never to be had, "signatures: false" of the service reads versions without their files.';

/** All that is read of a batch of versions, and of which of them something could not be read. */
interface Batch {
  readonly versions: readonly WireVersion[];
  readonly experimentIds: readonly string[];
  /** Why nothing is stated of a version this time. */
  readonly unread: Map<WireVersion, string>;
  /** Why a version is stated in part: the catalog keeps what it knows of the rest. */
  readonly broken: Map<WireVersion, Broken>;
}

/** Reads what belongs to versions, a batch at a time: runs in one question, histories and files beside each other. */
export class VersionReading {
  readonly runs: RunReading;
  private readonly files: MlmodelReader;
  private readonly importances: ImportanceReader;
  private readonly histories: MetricHistories;
  private readonly parts = new InParts();

  constructor(private readonly to: Surroundings) {
    this.runs = new RunReading(to, this.parts);
    this.files = new MlmodelReader(to.api, to.notes);
    this.importances = new ImportanceReader(to.api, to.notes, to.options.featureImportance);
    this.histories = new MetricHistories(to.api, this.parts);
  }

  /**
   * States versions with all that belongs to them. A version of which something could not be read is told as unread, and
   * not stated without it: what the catalog holds of it stays. Where a file alone fails, perhaps for good, the rest is
   * stated.
   * @returns those that were not read whole.
   */
  async read(
    versions: readonly WireVersion[],
    experimentIds: readonly string[],
    aliasesOf: (version: WireVersion) => string[],
  ): Promise<WireVersion[]> {
    const batch: Batch = { versions, experimentIds, unread: new Map(), broken: new Map() };
    const runs = await this.runsOf(batch);
    const [histories, files, importances] = await Promise.all([
      this.historiesOf(batch, runs),
      this.filesOf(batch),
      Promise.all(versions.map((version) => this.importanceOf(batch, version, runs))),
    ]);
    const models = await this.loggedModelsOf(batch, files);
    for (const [at, version] of versions.entries()) {
      const reason = batch.unread.get(version);
      if (reason !== undefined) {
        this.tellUnread(version, reason);
        continue;
      }
      const broken = batch.broken.get(version) ?? {};
      const run = runs.get(text(version.run_id) ?? '');
      const file = files[at];
      const loggedModel = models.get(loggedModelId(version, file) ?? '');
      await this.state(version, broken, {
        aliases: aliasesOf(version),
        ...(run ? { run } : {}),
        ...(file ? { file } : {}),
        ...(loggedModel ? { loggedModel } : {}),
        ...(importances[at] ? { importance: importances[at] } : {}),
        histories,
      });
    }
    return [...new Set([...batch.unread.keys(), ...batch.broken.keys()])];
  }

  private async state(
    version: WireVersion,
    broken: Broken,
    read: Omit<VersionFacts, 'key' | 'version' | 'datasets' | 'links' | 'series' | 'featureStore'>,
  ): Promise<void> {
    const { options, links, notes } = this.to;
    const key = { service: options.service, model: String(version.name), version: String(version.version) };
    if (!read.run && text(version.run_id)) notes.count(NO_RUN, `${key.model} ${key.version}`);
    const datasets = read.run ? this.runs.datasetsOf(read.run) : [];
    let documents: EntityDocument[];
    try {
      documents = versionDocuments({
        ...read,
        key,
        version,
        datasets,
        links,
        series: options.series !== false,
        ...featureStoreOf(options),
      });
    } catch (error) {
      // What a registry holds is not checked before it gets here; one odd version must not stop the rest.
      const reason = `cannot be read: ${(error as Error).message}`;
      return this.to.sink.reject({
        document: `MLModelVersion ${key.model} / ${key.version}`,
        pointer: '',
        reason,
      });
    }
    for (const [document, untold] of partlyTold(documents, version, broken))
      await this.to.put(document, untold);
  }

  private tellUnread({ name, version }: WireVersion, reason: string): void {
    const id = idOrNothing('MLModelVersion', [this.to.options.service, String(name), String(version)]);
    if (id !== undefined) this.to.sink.unread({ id, reason });
  }

  private async runsOf({ versions, experimentIds, unread }: Batch): Promise<Map<string, WireRun>> {
    const ids = new Set(versions.flatMap(({ run_id }) => text(run_id) ?? []));
    const { runs, failed } = await this.runs.read([...ids], experimentIds);
    for (const version of versions) {
      const reason = failed.get(text(version.run_id) ?? '');
      if (reason !== undefined) unread.set(version, `Its run ${version.run_id} cannot be read. ${reason}`);
    }
    return runs;
  }

  private async historiesOf(
    { versions, unread }: Batch,
    runs: ReadonlyMap<string, WireRun>,
  ): Promise<Map<string, History>> {
    if (this.to.options.series === false) return new Map();
    return this.histories.of(runs.values(), (run, reason) => {
      for (const version of versions.filter(({ run_id }) => run_id === run))
        unread.set(version, `The metrics of its run ${run} cannot be read. ${reason}`);
    });
  }

  private async filesOf({ versions, unread, broken }: Batch): Promise<(MlmodelFile | undefined)[]> {
    if (this.to.options.signatures === false) return [];
    const readings = await Promise.all(
      versions.map((version): Promise<FileReading<MlmodelFile>> => this.files.read(version)),
    );
    return readings.map(({ content, missed, broken: why }, at) => {
      const version = versions[at] as WireVersion;
      if (missed !== undefined)
        unread.set(version, `Its MLmodel file could not be read this time. ${missed} ${NO_FILE_ADVICE}`);
      if (why !== undefined)
        broken.set(version, {
          ...broken.get(version),
          file: `Its MLmodel file cannot be read. ${why} ${NO_FILE_ADVICE}`,
        });
      return content;
    });
  }

  private async importanceOf(
    { unread, broken }: Batch,
    version: WireVersion,
    runs: ReadonlyMap<string, WireRun>,
  ): Promise<VersionFacts['importance']> {
    const run = text(version.run_id);
    const {
      content,
      missed,
      broken: why,
    } = await this.importances.read(runs.has(run ?? '') ? run : undefined);
    if (missed !== undefined)
      unread.set(version, `The importance of its features could not be read this time. ${missed}`);
    if (why !== undefined)
      broken.set(version, {
        ...broken.get(version),
        importance: `The importance of its features cannot be read. ${why}`,
      });
    return content;
  }

  private async loggedModelsOf(
    { versions, experimentIds, unread }: Batch,
    files: readonly (MlmodelFile | undefined)[],
  ): Promise<Map<string, WireLoggedModel>> {
    if (this.to.options.loggedModels === false) return new Map();
    const ids = versions.map((version, at) => loggedModelId(version, files[at]));
    const models = await this.parts.ask(
      [...new Set(ids.filter((id) => id !== undefined))],
      (some) => this.to.api.loggedModels(some, experimentIds),
      (failed, reason) => {
        for (const [at, version] of versions.entries())
          if (ids[at] === failed) unread.set(version, `Its logged model ${failed} cannot be read. ${reason}`);
      },
    );
    return new Map(models.map((model) => [String(model.info?.model_id), model]));
  }
}

const featureStoreOf = ({ featureStore }: MlflowOptions): Pick<VersionFacts, 'featureStore'> =>
  featureStore ? { featureStore } : {};
