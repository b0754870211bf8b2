import type { Draft, Drafted } from './draft.js';
import type { ForeignNode } from './graph.js';
import { csvw, dcat, dct, it6, mls, schema } from './terms.js';
import { labelOf, named, text, texts } from './values.js';

/** Where a data set, or a distribution of it, says what its columns are. */
const COLUMNS = [
  it6('hasFeature'),
  csvw('column'),
  mls('hasFeature'),
  mls('hasPart'),
  schema('variableMeasured'),
];

/** The features of a data set are columns of its table, whether it or a distribution of it names them. */
export function takeColumns(draft: Draft, table: Drafted): void {
  const { graph } = draft;
  const holders = [table.node, ...graph.things(table.node, dcat('distribution'))];
  for (const holder of holders)
    for (const node of graph.things(holder, ...COLUMNS)) {
      const column = takeColumn(draft, table, node, text(draft, node, csvw('name')) ?? labelOf(draft, node));
      if (!column) continue;
      draft.say(column, {
        description: text(draft, node, dct('description'), schema('description')),
        dataType: texts(draft, node, csvw('datatype'), dct('type')).map(named)[0],
      });
    }
}

/** A column of that table. Kept aside where nothing names it. */
export function takeColumn(
  draft: Draft,
  table: Drafted,
  node: ForeignNode,
  name: string,
): Drafted | undefined {
  const { namespace = '', table: tableName = '' } = table.key;
  if (name) return draft.thing(node, 'Column', [namespace, tableName, name]);
  draft.keep(node, undefined, 'is a column without a name');
  return undefined;
}
