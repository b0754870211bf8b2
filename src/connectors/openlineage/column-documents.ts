import type { EntityDocument } from '../../model/document.js';
import { EdgeSet } from './edge-set.js';
import { edgeToColumn } from './edges.js';
import type { SchemaColumn } from './event.js';
import type { DatasetRecord } from './event-log.js';
import { compare, keyOf } from './identity.js';
import { stated } from '../stated.js';
import type { View } from './view.js';

const MADE_FROM = { data: 'DERIVED_FROM', model: 'PREDICTED_BY' } as const;

/** The columns of each table: those of its schema, and those that column lineage names. */
export function* columnDocuments(view: View): Generator<EntityDocument> {
  for (const dataset of view.datasets) {
    if (view.roles.of(dataset).is === 'table') yield* columnsOf(dataset, view);
  }
}

function* columnsOf({ namespace, name, facets }: DatasetRecord, view: View): Generator<EntityDocument> {
  const key = keyOf({ namespace, name });
  const schema = new Map((facets.schema?.value ?? []).map((column) => [column.column, column] as const));
  const edges = edgesByColumn(key, view);
  const names = new Set([...schema.keys(), ...edges.keys(), ...(view.usedColumns.get(key) ?? [])]);
  for (const column of [...names].sort(compare)) {
    yield {
      kind: 'Column',
      namespace,
      table: name,
      column,
      ...schemaProperties(schema.get(column)),
      ...(edges.get(column)?.toProperty() ?? {}),
    };
  }
}

const schemaProperties = (column: SchemaColumn | undefined) =>
  stated({ dataType: column?.dataType, description: column?.description, position: column?.position });

function edgesByColumn(key: string, { writes, roles }: View): Map<string, EdgeSet> {
  const byColumn = new Map<string, EdgeSet>();
  for (const { mapping, via } of writes.get(key) ?? []) {
    for (const { column, inputs } of mapping?.columns ?? []) {
      const edges = byColumn.get(column) ?? new EdgeSet();
      byColumn.set(column, edges);
      for (const input of inputs) {
        const edge = edgeToColumn(roles, input, MADE_FROM);
        if (edge) edges.add(via === undefined ? edge : { ...edge, via });
      }
    }
  }
  return byColumn;
}
