import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import { columnEdge } from '../sql/column-edge.js';
import type { SourceColumn } from '../sql/query-lineage.js';
import type { Node } from './artifacts.js';
import { catalogColumns, type ModelLineage } from './model-lineage.js';
import { ownersOf } from './owners.js';
import type { Project, ProjectTable } from './project.js';

const DEPENDS_ON = 'dbt-depends-on';
const COMPILED_SQL = 'dbt-compiled-sql';

export interface Naming {
  readonly namespace: string;
  readonly jobNamespace: string;
}

/** The job's name is that of dbt's own OpenLineage integration, so that both mean one pipeline. */
export const jobOf = ({ node, parts }: ProjectTable): string =>
  [...parts.slice(0, -1), node.unique_id.replace(/^(model|snapshot)\./, '')].join('.') +
  (node.resource_type === 'snapshot' ? '.snapshot' : '');

const isMade = ({ node }: ProjectTable): boolean => ['model', 'snapshot'].includes(node.resource_type);

/** A table, its columns, and the pipeline that makes it. */
export function* tableDocuments(
  table: ProjectTable,
  found: ModelLineage,
  project: Project,
  naming: Naming,
): Generator<EntityDocument> {
  const { node } = table;
  const lineage = found.is === 'known' ? found.lineage : { columns: [], rows: [] };
  const said = { ...texts(node), ...ownersOf(node, project.manifest) };
  const via = isMade(table) ? entityId('Pipeline', naming.jobNamespace, jobOf(table)) : undefined;
  const behind = [...upstreamTables(table, found, project)].map((name) =>
    entityId('Table', naming.namespace, name),
  );
  if (via !== undefined) {
    const sources = [...lineage.columns.flatMap((column) => column.sources), ...lineage.rows];
    yield {
      kind: 'Pipeline',
      namespace: naming.jobNamespace,
      job: jobOf(table),
      ...said,
      jobType: node.resource_type.toUpperCase(),
      integration: 'DBT',
      ...(node.original_file_path ? { sourceCode: node.original_file_path } : {}),
      ...edges([...behind, ...columnIds(sources)].map((upstream) => ({ type: 'READS', upstream }))),
    };
  }
  const whole = behind.map((upstream): EdgeStatement => ({
    ...{ type: 'DERIVED_FROM', upstream, stated: 'RECORDED', rule: DEPENDS_ON },
    ...(via === undefined ? {} : { via }),
  }));
  const rows = lineage.rows.map((source) => columnEdge(source, COMPILED_SQL, via));
  yield {
    kind: 'Table',
    namespace: naming.namespace,
    table: table.table,
    ...said,
    ...datasetType(table),
    ...edges([
      ...(via === undefined ? [] : [{ type: 'PRODUCED_BY', upstream: via } as const]),
      ...whole,
      ...rows,
    ]),
  };
  yield* columnDocuments(table, lineage.columns, naming.namespace, via);
}

function* columnDocuments(
  table: ProjectTable,
  made: readonly { name: string; sources: readonly SourceColumn[] }[],
  namespace: string,
  via: string | undefined,
): Generator<EntityDocument> {
  const physical = catalogColumns(table);
  const told = new Map(
    Object.values(table.node.columns ?? {}).map((column) => [fold(column.name), column] as const),
  );
  const sources = new Map(made.map((column) => [fold(column.name), column.sources] as const));
  const query = made.map(({ name }) => ({ name }));
  const known = physical.length > 0 ? physical : query.length > 0 ? query : [...told.values()];
  for (const [position, column] of known.entries()) {
    const own = told.get(fold(column.name));
    const type = ('type' in column ? column.type : undefined) ?? own?.data_type;
    const description = own?.description || ('comment' in column ? column.comment : undefined);
    yield {
      ...{ kind: 'Column', namespace, table: table.table, column: column.name },
      ...(type ? { dataType: type } : {}),
      ...(physical.length > 0 || query.length > 0 ? { position } : {}),
      ...(description ? { description } : {}),
      ...(own?.tags?.length ? { tags: own.tags } : {}),
      ...edges((sources.get(fold(column.name)) ?? []).map((source) => columnEdge(source, COMPILED_SQL, via))),
    };
  }
}

function* upstreamTables(table: ProjectTable, found: ModelLineage, project: Project): Generator<string> {
  for (const upstream of project.tablesBehind(table.node)) yield upstream.table;
  if (found.is === 'known') yield* found.unnamed;
}

const columnIds = (sources: readonly SourceColumn[]): string[] =>
  [
    ...new Set(sources.map(({ namespace, table, column }) => entityId('Column', namespace, table, column))),
  ].sort();

/** Of one kind of table names differ by their letters only where a warehouse is asked to, which dbt advises against. */
const fold = (name: string): string => name.toLowerCase();

const edges = (list: readonly EdgeStatement[]): { edges?: readonly EdgeStatement[] } =>
  list.length > 0 ? { edges: list } : {};

const texts = ({ description, tags = [] }: Node): Record<string, unknown> => ({
  ...(description ? { description } : {}),
  ...(tags.length > 0 ? { tags } : {}),
});

const TYPES: Readonly<Record<string, string>> = {
  'base table': 'TABLE',
  table: 'TABLE',
  view: 'VIEW',
  'materialized view': 'MATERIALIZED_VIEW',
  materialized_view: 'MATERIALIZED_VIEW',
  incremental: 'TABLE',
  seed: 'TABLE',
  snapshot: 'TABLE',
};

function datasetType({ node, catalog }: ProjectTable): { datasetType?: string } {
  const type = TYPES[(catalog?.metadata?.type ?? node.config?.materialized ?? '').toLowerCase()];
  return type === undefined ? {} : { datasetType: type };
}
