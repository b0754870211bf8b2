import {
  lineageOfQuery,
  UnresolvedQuery,
  type KnownTable,
  type QueryLineage,
  type WrittenName,
} from '../sql/query-lineage.js';
import type { Project, ProjectTable } from './project.js';

/** What the compiled SQL of a model says, or why it says nothing. */
export type ModelLineage =
  | {
      readonly is: 'known';
      readonly lineage: QueryLineage;
      /** Tables that it names and dbt does not know of. */ readonly unnamed: readonly string[];
    }
  | { readonly is: 'unresolved'; readonly reason: string }
  /** There is no SQL to ask: a seed, a source, a model in Python. */
  | { readonly is: 'none' }
  /** dbt did not compile it when it wrote the manifest. */
  | { readonly is: 'uncompiled' };

/** Finds what the columns of models are made from, each model once, those it is made from before it. */
export class ModelLineages {
  private readonly known = new Map<ProjectTable, Promise<ModelLineage>>();
  private readonly byName = new Map<string, ProjectTable>();
  /** Those that are being asked for now: a manifest in which models are made from each other has no end. */
  private readonly underWay = new Set<ProjectTable>();

  constructor(
    private readonly project: Project,
    private readonly namespace: string,
    private readonly wanted: boolean,
  ) {
    for (const table of project.tables.values()) this.byName.set(folded(table.parts), table);
  }

  of(table: ProjectTable): Promise<ModelLineage> {
    const known = this.known.get(table) ?? this.findOnce(table);
    this.known.set(table, known);
    return known;
  }

  private async findOnce(table: ProjectTable): Promise<ModelLineage> {
    this.underWay.add(table);
    try {
      return await this.find(table);
    } finally {
      this.underWay.delete(table);
    }
  }

  /** The columns of a table: those that the warehouse has, or else those that its query gives. */
  async columnsOf(table: ProjectTable): Promise<readonly string[] | undefined> {
    const own = catalogNames(table);
    if (own) return own;
    if (!this.wanted || this.underWay.has(table)) return undefined;
    const lineage = await this.of(table);
    return lineage.is === 'known' ? lineage.lineage.columns.map(({ name }) => name) : undefined;
  }

  private async find({ node, parts }: ProjectTable): Promise<ModelLineage> {
    if (!this.wanted || !['model', 'snapshot'].includes(node.resource_type)) return { is: 'none' };
    if ((node.language ?? 'sql') !== 'sql') return { is: 'none' };
    if (typeof node.compiled_code !== 'string' || node.compiled_code.trim() === '')
      return { is: 'uncompiled' };
    const behind = this.project.tablesBehind(node);
    const columns = new Map<ProjectTable, readonly string[] | undefined>();
    for (const table of behind) columns.set(table, await this.columnsOf(table));
    const unnamed = new Set<string>();
    const table = (name: WrittenName): KnownTable | undefined =>
      this.tableNamed(name, parts, columns, (full) => unnamed.add(full));
    try {
      const lineage = await lineageOfQuery(node.compiled_code, {
        table,
        // Other warehouses keep names in capitals, or as they were first written; the parser gives small letters.
        ...(this.project.adapter === 'postgres' ? {} : { fold: (name: string) => name.toLowerCase() }),
      });
      return { is: 'known', lineage, unnamed: [...unnamed].sort() };
    } catch (error) {
      if (!(error instanceof UnresolvedQuery)) throw error;
      return { is: 'unresolved', reason: error.message };
    }
  }

  private tableNamed(
    { database, schema, name }: WrittenName,
    [ownDatabase = '', ownSchema = '']: readonly string[],
    columns: ReadonlyMap<ProjectTable, readonly string[] | undefined>,
    unnamed: (table: string) => void,
  ): KnownTable | undefined {
    const { namespace } = this;
    if (/^information_schema$|^pg_/i.test(schema ?? '')) return { namespace, table: name, untold: true };
    const parts = [database ?? ownDatabase, schema ?? ownSchema, name];
    const table = this.byName.get(folded(parts));
    if (!table) {
      unnamed(parts.join('.'));
      return { namespace, table: parts.join('.') };
    }
    const own = columns.get(table) ?? catalogNames(table);
    return { namespace, table: table.table, ...(own ? { columns: own } : {}) };
  }
}

const folded = (parts: readonly string[]): string => JSON.stringify(parts.map((part) => part.toLowerCase()));

const catalogNames = (table: ProjectTable): string[] | undefined =>
  table.catalog && catalogColumns(table).map(({ name }) => name);

/** The columns that the warehouse has, in its order. */
export const catalogColumns = ({ catalog }: ProjectTable) =>
  Object.values(catalog?.columns ?? {}).sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
