import type { Sink } from '../../catalog/sync/connector.js';
import type { EntityDocument } from '../../model/document.js';
import { MetricHistories, type History } from './metric-histories.js';
import type { MlflowApi } from './mlflow-api.js';
import { MlmodelReader } from './mlmodel-reader.js';
import type { MlmodelFile } from './mlmodel-file.js';
import type { Notes } from './notes.js';
import type { MlflowOptions } from './options.js';
import { runDatasets } from './run-datasets.js';
import { parentRunId, runDocument } from './run-document.js';
import { TableRegister } from './table-register.js';
import type { UiLinks } from './ui-links.js';
import { integer, text } from './values.js';
import { versionDocuments } from './version-documents.js';
import type { VersionFacts } from './version-facts.js';
import type { WireRun, WireVersion } from './wire-types.js';

interface Surroundings {
  readonly options: MlflowOptions;
  readonly api: MlflowApi;
  readonly links: UiLinks;
  readonly sink: Pick<Sink, 'reject'>;
  readonly notes: Notes;
  readonly put: (document: EntityDocument) => Promise<void>;
}

const NO_RUN =
  'The runs of these versions are not in this tracker, so their parameters, metrics and training data are not known';

/** Reads what belongs to versions, a batch at a time: runs in one question, histories and files beside each other. */
export class VersionReading {
  readonly tables = new TableRegister();
  private readonly files: MlmodelReader;
  private readonly histories: MetricHistories;
  /** A run is stated once, though copies of a version share it. */
  private readonly statedRuns = new Set<string>();

  constructor(private readonly to: Surroundings) {
    this.files = new MlmodelReader(to.api, to.notes);
    this.histories = new MetricHistories(to.api);
  }

  get filesMissedInPassing(): number {
    return this.files.missedInPassing;
  }

  async read(
    versions: readonly WireVersion[],
    experimentIds: readonly string[],
    aliasesOf: (version: WireVersion) => string[],
  ): Promise<void> {
    const runs = await this.runsOf(versions, experimentIds);
    await this.stateRuns(runs, experimentIds);
    const [histories, files] = await Promise.all([
      this.to.options.series === false ? new Map<string, History>() : this.histories.of(runs.values()),
      Promise.all(versions.map((version) => this.files.read(version))),
    ]);
    for (const [at, version] of versions.entries()) {
      await this.state(
        version,
        aliasesOf(version),
        runs.get(text(version.run_id) ?? ''),
        files[at],
        histories,
      );
    }
  }

  private async state(
    version: WireVersion,
    aliases: string[],
    run: WireRun | undefined,
    file: MlmodelFile | undefined,
    histories: ReadonlyMap<string, History>,
  ): Promise<void> {
    const { options, links, notes } = this.to;
    const key = { service: options.service, model: String(version.name), version: String(version.version) };
    if (!run && text(version.run_id)) notes.count(NO_RUN, `${key.model} ${key.version}`);
    const datasets = run ? this.datasetsOf(run) : [];
    const facts = {
      key,
      version,
      aliases,
      run,
      datasets,
      file,
      histories,
      links,
      ...featureStoreOf(options),
    };
    let documents: EntityDocument[];
    try {
      documents = versionDocuments(facts);
    } catch (error) {
      // What a registry holds is not checked before it gets here; one odd version must not stop the rest.
      const reason = `cannot be read: ${(error as Error).message}`;
      return this.to.sink.reject({
        document: `MLModelVersion ${key.model} / ${key.version}`,
        pointer: '',
        reason,
      });
    }
    for (const document of documents) await this.to.put(document);
  }

  private async runsOf(
    versions: readonly WireVersion[],
    experimentIds: readonly string[],
  ): Promise<Map<string, WireRun>> {
    const ids = versions.flatMap(({ run_id }) => text(run_id) ?? []);
    return byId(await this.to.api.runs([...new Set(ids)], experimentIds));
  }

  /** States these runs and those that they are nested in. */
  private async stateRuns(
    runs: ReadonlyMap<string, WireRun>,
    experimentIds: readonly string[],
  ): Promise<void> {
    let next: ReadonlyMap<string, WireRun> = runs;
    const found = new Map<string, WireRun>();
    while (next.size > 0) {
      for (const [id, run] of next) found.set(id, run);
      const parents = [...next.values()].flatMap((run) => parentRunId(run) ?? []);
      const unknown = new Set(parents.filter((id) => !found.has(id) && !this.statedRuns.has(id)));
      next = byId(await this.to.api.runs([...unknown], experimentIds));
    }
    const fresh = [...found].filter(([id]) => !this.statedRuns.has(id));
    for (const [id] of fresh) this.statedRuns.add(id);
    for (const [, run] of fresh) await this.stateRun(run);
  }

  private async stateRun(run: WireRun): Promise<void> {
    const { options, links, put } = this.to;
    const datasets = this.datasetsOf(run);
    for (const dataset of datasets) this.tables.add(dataset, integer(run.info?.start_time) ?? 0);
    const parent = parentRunId(run);
    const known = parent !== undefined && this.statedRuns.has(parent) ? { parent } : {};
    await put(runDocument({ service: options.service, run, datasets, links, ...known }));
  }

  private datasetsOf(run: WireRun): ReturnType<typeof runDatasets> {
    const { options, notes } = this.to;
    const naming = { service: options.service, namespace: text(options.datasets?.namespace) };
    return runDatasets(run, naming, notes);
  }
}

const featureStoreOf = ({ featureStore }: MlflowOptions): Pick<VersionFacts, 'featureStore'> =>
  featureStore ? { featureStore } : {};

const byId = (runs: readonly WireRun[]): Map<string, WireRun> =>
  new Map(runs.map((run) => [String(run.info?.run_id), run]));
