import type { Sink } from '../../catalog/sync/connector.js';
import { groupBy } from '../../group-by.js';
import { entityId } from '../../model/entity-id.js';
import {
  AGGREGATES,
  COLUMNS,
  DEPENDENCIES,
  KEYS,
  RELATIONS,
  SCHEMAS,
  type ColumnRow,
  type DependencyRow,
  type KeyRow,
  type RelationRow,
} from './catalog-queries.js';
import { relationDocuments } from './relation-documents.js';
import { generatedLineage, viewLineage, type RelationLineage } from './relation-lineage.js';
import type { Session } from './session.js';
import type { TableNames } from './table-names.js';

/** How many tables are held at a time, with their columns. */
const BATCH = 200;

/** Reads the tables of one database, some at a time, whatever their number. */
export class DatabaseReading {
  tables = 0;
  private aggregates: ReadonlySet<string> = new Set();

  constructor(
    private readonly session: Session,
    private readonly names: TableNames,
    private readonly sink: Sink,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws SOURCE_FAILED */
  async toEnd(wanted: (schema: string) => boolean, partitions: boolean): Promise<void> {
    const schemas = await this.session.rows<{ name: string }>(SCHEMAS);
    const names = schemas.map(({ name }) => name).filter(wanted);
    const aggregates = await this.session.rows<{ name: string }>(AGGREGATES);
    this.aggregates = new Set(aggregates.map(({ name }) => name));
    for await (const batch of this.session.batches<RelationRow>(RELATIONS, [names, partitions], BATCH)) {
      await this.take(batch);
    }
  }

  private async take(relations: readonly RelationRow[]): Promise<void> {
    const oids = relations.map(({ oid }) => oid);
    const views = relations.flatMap(({ oid, kind }) => (kind === 'v' || kind === 'm' ? [oid] : []));
    const columns = groupBy(await this.session.rows<ColumnRow>(COLUMNS, [oids]), ({ relation }) => relation);
    const keys = groupBy(await this.session.rows<KeyRow>(KEYS, [oids]), ({ relation }) => relation);
    const read = views.length > 0 ? await this.session.rows<DependencyRow>(DEPENDENCIES, [views]) : [];
    const dependencies = groupBy(read, ({ view }) => view);
    for (const relation of relations) {
      this.signal.throwIfAborted();
      const own = columns.get(relation.oid) ?? [];
      const lineage = await this.lineageOf(relation, own, dependencies.get(relation.oid) ?? []);
      await this.put(relation, own, keys.get(relation.oid) ?? [], lineage);
    }
  }

  private lineageOf(
    relation: RelationRow,
    columns: readonly ColumnRow[],
    dependencies: readonly DependencyRow[],
  ): Promise<RelationLineage> {
    return relation.kind === 'v' || relation.kind === 'm'
      ? viewLineage(relation, columns, dependencies, this.names, this.aggregates)
      : generatedLineage(relation, columns, this.names);
  }

  private async put(
    relation: RelationRow,
    columns: readonly ColumnRow[],
    keys: readonly KeyRow[],
    lineage: RelationLineage,
  ): Promise<void> {
    if (lineage.unresolved !== undefined) this.sink.warn(lineage.unresolved);
    if (relation.definition === null && (relation.kind === 'v' || relation.kind === 'm')) {
      // Dropped or made anew since the transaction began: what was known of it stays until the next run.
      const id = entityId('Table', this.names.namespace, this.names.of(relation.schema, relation.name));
      this.sink.unread({ id, reason: 'it was changed while it was read' });
    } else {
      for (const document of relationDocuments(relation, columns, keys, lineage, this.names)) {
        await this.sink.put(document);
      }
    }
    this.tables += 1;
    this.sink.progress(`read tables of ${this.names.of('', '').slice(0, -2)}`, this.tables);
  }
}
