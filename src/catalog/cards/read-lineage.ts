import { groupBy } from '../../group-by.js';
import { kindOf } from '../../model/entity-id.js';
import type { EntityKind } from '../../model/entities.js';
import type { EntityReader } from '../browse/entity.reader.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { StatedEdge } from '../diff/difference.js';
import type { EdgeReader } from '../diff/edge.reader.js';
import type { HeldWalks } from '../lineage/held-walks.js';
import type { LineageReader } from '../lineage/lineage.reader.js';
import { sortedBy } from '../lineage/page.js';
import { pagesOf, type LineageScope } from './lineage-scope.js';

export interface LineageReaders {
  readonly entities: Pick<EntityReader, 'byIds' | 'related' | 'pageById'>;
  readonly edges: EdgeReader;
  readonly lineage: LineageReader;
  readonly walks?: HeldWalks | undefined;
}

/** A table with its columns, and what is said of what both are made from. */
export interface TableFile {
  readonly table: EntityRecord;
  readonly columns: readonly EntityRecord[];
  readonly edges: readonly StatedEdge[];
}

/** Something that takes part in the current lineage, with all that is said of what it takes and makes. */
export interface LineageFile {
  readonly thing: EntityRecord;
  /** Those that start at it, and at its columns. */
  readonly edges: readonly StatedEdge[];
  readonly columns: readonly EntityRecord[];
  /** Of a pipeline: the tables that it writes. */
  readonly outputs: readonly TableFile[];
  /** Of a run: the versions that it made. */
  readonly versions: readonly string[];
  /** The versions that deployments answer with, where an edge names one. */
  readonly served: ReadonlyMap<string, readonly string[]>;
}

/** The current lineage, thing by thing: tables, pipelines, runs and who consumes. A page is read when it is asked for. */
export async function* readLineage(
  readers: LineageReaders,
  scope: LineageScope,
  signal?: AbortSignal,
): AsyncGenerator<LineageFile, void, undefined> {
  for await (const { kind, records, tables } of pagesOf(readers, scope)) {
    signal?.throwIfAborted();
    const files = await FILES[kind](readers, records, scope.service, tables);
    signal?.throwIfAborted();
    yield* await withServed(readers, files);
  }
}

type Read = (
  readers: LineageReaders,
  records: readonly EntityRecord[],
  by: string | undefined,
  tables: ReadonlySet<string> | undefined,
) => Promise<LineageFile[]>;

const FILES: Readonly<Record<'Table' | 'Pipeline' | 'TrainingRun' | 'Dashboard' | 'Application', Read>> = {
  Table: async (readers, records, by) =>
    (await tableFiles(readers, records, by))
      .filter(({ edges }) => by === undefined || edges.length > 0)
      .map(({ table, columns, edges }) => ({ ...file(table), columns, edges })),
  Pipeline: pipelineFiles,
  TrainingRun: runFiles,
  Dashboard: consumerFiles,
  Application: consumerFiles,
};

const file = (thing: EntityRecord): LineageFile => ({
  ...{ thing, edges: [], columns: [], outputs: [], versions: [], served: new Map() },
});

async function edgesOf(
  { edges }: LineageReaders,
  ids: readonly string[],
  direction: 'out' | 'in',
  by: string | undefined,
): Promise<StatedEdge[]> {
  if (ids.length === 0) return [];
  const all = await edges.edgesAt(ids, direction);
  return sortedBy(
    by === undefined ? all : all.filter((edge) => edge.by === by),
    ({ downstream, type, upstream, by: source, via = '' }) => [downstream, type, upstream, source, via],
  );
}

async function tableFiles(
  readers: LineageReaders,
  tables: readonly EntityRecord[],
  by: string | undefined,
): Promise<TableFile[]> {
  if (tables.length === 0) return [];
  const held = await readers.entities.related(
    tables.map(({ id }) => id),
    'HAS_COLUMN',
    'out',
  );
  const columns = groupBy(
    sortedBy(
      held.filter(({ record }) => record.until === undefined),
      ({ record }) => [typeof record['position'] === 'number' ? record['position'] : 1e9, record.id],
    ),
    ({ from }) => from,
  );
  const ids = [...tables.map(({ id }) => id), ...held.map(({ record }) => record.id)];
  const edges = groupBy(await edgesOf(readers, ids, 'out', by), ({ downstream }) => downstream);
  return tables.map((table) => {
    const own = (columns.get(table.id) ?? []).map(({ record }) => record);
    return { table, columns: own, edges: [table, ...own].flatMap(({ id }) => edges.get(id) ?? []) };
  });
}

async function pipelineFiles(
  readers: LineageReaders,
  pipelines: readonly EntityRecord[],
  by: string | undefined,
  among: ReadonlySet<string> | undefined,
): Promise<LineageFile[]> {
  const ids = pipelines.map(({ id }) => id);
  const [reads, into] = await Promise.all([
    edgesOf(readers, ids, 'out', by),
    edgesOf(readers, ids, 'in', by),
  ]);
  const writes = into.filter(
    ({ type, downstream }) =>
      type === 'PRODUCED_BY' && kindOf(downstream) === 'Table' && (among?.has(downstream) ?? true),
  );
  const written = await readers.entities.byIds([...new Set(writes.map(({ downstream }) => downstream))]);
  const tables = new Map((await tableFiles(readers, written, by)).map((one) => [one.table.id, one]));
  return pipelines
    .map((pipeline): LineageFile => {
      const outputs = writes.filter(({ upstream }) => upstream === pipeline.id);
      return {
        ...file(pipeline),
        edges: reads.filter(({ downstream }) => downstream === pipeline.id),
        outputs: [...new Set(outputs.map(({ downstream }) => downstream))]
          .sort()
          .flatMap((id) => tables.get(id) ?? []),
      };
    })
    .filter(({ edges, outputs }) => by === undefined || edges.length + outputs.length > 0);
}

async function runFiles(
  readers: LineageReaders,
  runs: readonly EntityRecord[],
  by: string | undefined,
): Promise<LineageFile[]> {
  const ids = runs.map(({ id }) => id);
  const [read, made] = await Promise.all([edgesOf(readers, ids, 'out', by), edgesOf(readers, ids, 'in', by)]);
  return runs
    .map((run) => ({
      ...file(run),
      edges: read.filter(({ downstream, type }) => downstream === run.id && type === 'TRAINED_ON'),
      versions: made
        .filter(({ upstream, type }) => upstream === run.id && type === 'PRODUCED_BY')
        .map(({ downstream }) => downstream)
        .filter((id, index, all) => all.indexOf(id) === index),
    }))
    .filter(({ edges, versions }) => edges.length + versions.length > 0);
}

async function consumerFiles(
  readers: LineageReaders,
  consumers: readonly EntityRecord[],
  by: string | undefined,
): Promise<LineageFile[]> {
  const edges = await edgesOf(
    readers,
    consumers.map(({ id }) => id),
    'out',
    by,
  );
  return consumers
    .map((consumer) => ({
      ...file(consumer),
      edges: edges.filter(({ downstream }) => downstream === consumer.id),
    }))
    .filter((one) => by === undefined || one.edges.length > 0);
}

/** Deployments are no datasets: what depends on one depends on the versions that it answers with. */
async function withServed(readers: LineageReaders, files: readonly LineageFile[]): Promise<LineageFile[]> {
  const named = files
    .flatMap(({ edges, outputs }) => [...edges, ...outputs.flatMap((output) => output.edges)])
    .map(({ upstream }) => upstream)
    .filter((id) => kindOf(id) === 'Deployment');
  const serving = await edgesOf(readers, [...new Set(named)], 'out', undefined);
  const served = new Map(
    [
      ...groupBy(
        serving.filter(({ type }) => type === 'SERVES'),
        ({ downstream }) => downstream,
      ),
    ].map(
      ([deployment, edges]) => [deployment, [...new Set(edges.map(({ upstream }) => upstream))]] as const,
    ),
  );
  return files.map((one) => ({ ...one, served }));
}

export type LineageKind = keyof typeof FILES & EntityKind;
