import type { EdgeStatement } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import type { SourceColumn } from './sources.js';

/** That something is made from a column, as a text that the source keeps says by this rule. */
export function columnEdge(source: SourceColumn, rule: string, via?: string): EdgeStatement {
  const { namespace, table, column, transformations, masked } = source;
  return {
    type: 'DERIVED_FROM',
    upstream: entityId('Column', namespace, table, column),
    stated: 'RECORDED',
    rule,
    ...(via === undefined ? {} : { via }),
    transformations,
    ...(masked ? { masked } : {}),
  };
}
