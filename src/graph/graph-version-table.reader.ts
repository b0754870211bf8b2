import type {
  FigureNames,
  KnownFigures,
  MetricName,
  ServingDeployment,
  SourceRun,
  TableVersion,
  VersionKey,
  VersionTableReader,
} from '../catalog/versions/version-table.reader.js';
import type { GraphExecutor } from './executor.js';
import {
  metricsOfModels,
  parametersOfModels,
  SHOWN,
  versionTableKeys,
  versionTableOfModels,
  versionTableRows,
  type FigureParams,
  type TableVersionRow,
  type VersionKeyRow,
} from './queries/version-table.js';

export class GraphVersionTableReader implements VersionTableReader {
  constructor(private readonly executor: GraphExecutor) {}

  async ofModels(models: readonly string[], figures: FigureNames, most: number): Promise<TableVersion[]> {
    const params = { ...paramsOf(figures), models: [...new Set(models)], most };
    return (await this.executor.read(versionTableOfModels, params)).map(toVersion);
  }

  async keysOf(models: readonly string[], figures: FigureNames): Promise<VersionKey[]> {
    const params = { ...paramsOf(figures), models: [...new Set(models)] };
    return (await this.executor.read(versionTableKeys, params)).map(toKey);
  }

  async byIds(ids: readonly string[], figures: FigureNames): Promise<TableVersion[]> {
    const params = { ...paramsOf(figures), ids: [...ids] };
    return (await this.executor.read(versionTableRows, params)).map(toVersion);
  }

  async figuresOf(models: readonly string[]): Promise<KnownFigures[]> {
    const params = { models: [...new Set(models)] };
    const [parameters, metrics] = await Promise.all([
      this.executor.read(parametersOfModels, params),
      this.executor.read(metricsOfModels, params),
    ]);
    const known = new Map(
      params.models.map((model) => [
        model,
        { model, parameters: [] as string[], metrics: [] as MetricName[] },
      ]),
    );
    for (const { model, parameter } of parameters) known.get(model)?.parameters.push(parameter);
    for (const { model, metric, datasetName, slice } of metrics)
      known.get(model)?.metrics.push({ metric, datasetName: datasetName ?? '', slice: slice ?? '' });
    return [...known.values()];
  }
}

const paramsOf = ({ parameters, metrics }: FigureNames): FigureParams => ({
  parameters: [...parameters],
  metrics: [...metrics],
});

const toKey = ({ parameters, metrics, createdAt, updatedAt, ...row }: VersionKeyRow): VersionKey => ({
  model: row.model,
  id: row.id,
  version: row.version,
  registeredAt: row.registeredAt ?? createdAt ?? null,
  lastModified: updatedAt ?? null,
  parameters: parameters.map(([name, value, number]) => ({ name, value, number })),
  metrics: metrics.map(([metric, datasetName, slice, value, text, unit]) => ({
    ...{ metric, value, text, unit },
    datasetName: datasetName ?? '',
    slice: slice ?? '',
  })),
});

function toVersion(row: TableVersionRow): TableVersion {
  const shown = Object.fromEntries(SHOWN.map((name, index) => [name, row.shown[index] ?? null])) as Record<
    (typeof SHOWN)[number],
    string | null
  >;
  const { displayName, stage, status, algorithm, framework, modelUri, runId, sourceUrl } = shown;
  return {
    ...toKey(row),
    ...{ displayName, stage, status, algorithm, framework, modelUri },
    aliases: (shown.aliases ?? []) as readonly string[],
    link: sourceUrl,
    deployments: deploymentsOf(row.deployments),
    run: runOf(row.runs, runId),
  };
}

/** By name; several sources may state that one deployment serves the version. */
function deploymentsOf(found: TableVersionRow['deployments']): ServingDeployment[] {
  const deployments = new Map(
    found.map(([id, name, state, page, address]): [string, ServingDeployment] => [
      id ?? '',
      { id: id ?? '', name: name ?? '', state: state ?? null, link: page ?? address ?? null },
    ]),
  );
  return [...deployments.values()].sort((a, b) =>
    a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1,
  );
}

function runOf(found: TableVersionRow['runs'], runId: string | null): SourceRun | null {
  const runs = found.map(([id, name, link]) => ({ id: id ?? '', name: name ?? '', link: link ?? null }));
  const [run] = runs.sort((a, b) => (a.id < b.id ? -1 : 1));
  return run ?? (runId === null ? null : { id: null, name: runId, link: null });
}
