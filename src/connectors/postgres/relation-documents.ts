import type { EntityDocument } from '../../model/document.js';
import type { ColumnRow, KeyRow, RelationRow } from './catalog-queries.js';
import type { RelationLineage } from './relation-lineage.js';
import type { TableNames } from './table-names.js';

const DATASET_TYPES: Readonly<Record<RelationRow['kind'], string>> = {
  r: 'TABLE',
  p: 'PARTITIONED_TABLE',
  v: 'VIEW',
  m: 'MATERIALIZED_VIEW',
  f: 'FOREIGN_TABLE',
};

/** A relation with its columns, as the catalog is told of it. */
export function* relationDocuments(
  relation: RelationRow,
  columns: readonly ColumnRow[],
  keys: readonly KeyRow[],
  lineage: RelationLineage,
  names: TableNames,
): Generator<EntityDocument> {
  const table = { namespace: names.namespace, table: names.of(relation.schema, relation.name) };
  const primary = keys.find(({ type }) => type === 'p');
  const foreign = keys.flatMap((key) => (key.type === 'f' ? [foreignKey(key, names)] : []));
  yield {
    kind: 'Table',
    ...table,
    datasetType: DATASET_TYPES[relation.kind],
    ...(relation.comment === null ? {} : { description: relation.comment }),
    ...(primary ? { primaryKey: primary.columns } : {}),
    ...(foreign.length > 0 ? { foreignKeys: foreign } : {}),
    ...(lineage.edges.length > 0 ? { edges: lineage.edges } : {}),
  };
  for (const [position, { name, type, required, comment }] of columns.entries()) {
    const edges = lineage.columns.get(name) ?? [];
    yield {
      kind: 'Column',
      ...table,
      column: name,
      dataType: type,
      position,
      // Views know nothing of it: PostgreSQL says of all their columns that they may be empty.
      ...(relation.kind === 'v' || relation.kind === 'm' ? {} : { nullable: !required }),
      ...(comment === null ? {} : { description: comment }),
      ...(edges.length > 0 ? { edges } : {}),
    };
  }
}

const foreignKey = ({ columns, toSchema, toName, toColumns }: KeyRow, names: TableNames): string =>
  `(${columns.join(', ')}) -> ${names.of(toSchema ?? '', toName ?? '')} (${(toColumns ?? []).join(', ')})`;
