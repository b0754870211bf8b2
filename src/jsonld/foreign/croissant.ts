import { entityId } from '../../model/entity-id.js';
import { takeColumn } from './columns.js';
import type { Draft, Drafted } from './draft.js';
import type { ForeignNode } from './graph.js';
import { isName, relativePart, tableName, type TableName } from './names.js';
import { nameOfTable } from './tables.js';
import { cr, localName, schema } from './terms.js';
import { commonFacts, labelOf, links, text, texts } from './values.js';

/** Whether a data set is told by its record sets. */
export const hasRecordSets = (node: ForeignNode): boolean => node.has(cr('recordSet'));

/** The tables of Croissant's data sets: one for each record set, and one for each file that fields are read from. */
export function takeCroissant(draft: Draft): void {
  for (const dataset of draft.graph.inOrder(hasRecordSets)) takeDataset(draft, dataset);
}

function takeDataset(draft: Draft, dataset: ForeignNode): void {
  const { graph } = draft;
  const name = nameOfTable(draft, dataset);
  if (!name) {
    draft.keep(dataset, undefined, 'nothing names it: give it an IRI or a url, or say --service NAME');
    return;
  }
  const files = graph.things(dataset, schema('distribution'));
  for (const recordSet of graph.things(dataset, cr('recordSet'))) {
    const own = partOf(draft, name, recordSet);
    const table = own && draft.thing(recordSet, 'Table', [own.namespace, own.table]);
    if (!table) continue;
    // What leads to the data set leads to its tables.
    draft.alias(dataset, table);
    takeFields(draft, table, recordSet);
  }
  const read = new Set(
    graph.inOrder((node) => node.isA(cr('Field'))).flatMap((field) => sourcesOf(draft, field)),
  );
  for (const file of files) {
    if (read.has(file)) takeFile(draft, name, file);
    else draft.keep(file, undefined, 'is a file that no field is read from');
  }
}

/** A part of a data set is named below it, unless its IRI says where it lies. */
function partOf(draft: Draft, dataset: TableName, node: ForeignNode): TableName | undefined {
  if (!node.blank && isName(node.id)) return tableName(node.id);
  const local = relativePart(node.id) ?? labelOf(draft, node);
  return local
    ? { namespace: dataset.namespace, table: `${dataset.table.replace(/\/$/, '')}/${local}` }
    : undefined;
}

function takeFile(draft: Draft, dataset: TableName, file: ForeignNode): void {
  const [url] = file.peek(schema('contentUrl')).map(({ value }) => value);
  const name =
    url !== undefined && /:\/\//.test(url) && isName(url) ? tableName(url) : partOf(draft, dataset, file);
  const table = name && draft.thing(file, 'Table', [name.namespace, name.table]);
  if (table) draft.say(table, { datasetType: 'FILE' });
}

function takeFields(draft: Draft, table: Drafted, recordSet: ForeignNode): void {
  const top = { called: calledAs(draft, recordSet), column: '' };
  const waiting = draft.graph.things(recordSet, cr('field')).map((node) => ({ node, within: top }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, within } = next;
    const called = calledAs(draft, node);
    const name = below(within.called, called);
    const column = within.column && name ? `${within.column}.${name}` : name;
    const parts = draft.graph.things(node, cr('subField'));
    if (!takeColumn(draft, table, node, column)) continue;
    // A field within itself is one that was taken before.
    const inner = { called, column };
    waiting.push(
      ...parts.filter((part) => !draft.isTaken(part)).map((part) => ({ node: part, within: inner })),
    );
  }
}

const calledAs = (draft: Draft, node: ForeignNode): string =>
  text(draft, node, schema('name')) ?? relativePart(node.id) ?? (node.blank ? '' : localName(node.id));

/** Fields are called `records/age` in `records`, and `age` is the column's name. */
const below = (holder: string, name: string): string =>
  holder && name.startsWith(`${holder}/`) ? name.slice(holder.length + 1) : name;

/** What data sets, record sets and fields say of themselves, once all of them are known. */
export function describeCroissant(draft: Draft): void {
  const { graph } = draft;
  for (const dataset of graph.inOrder(hasRecordSets)) {
    const facts = commonFacts(draft, dataset);
    const title = text(draft, dataset, schema('name'));
    const version = text(draft, dataset, schema('version'));
    for (const recordSet of graph.things(dataset, cr('recordSet')))
      for (const table of draft.madeOf(recordSet, 'Table')) {
        const own = text(draft, recordSet, schema('description'));
        draft.say(table, {
          ...facts,
          displayName: [title, text(draft, recordSet, schema('name'))].filter(Boolean).join(': '),
          description: own ?? facts['description'],
          schemaVersion: version,
          primaryKey: graph
            .things(recordSet, cr('key'))
            .flatMap((key) => draft.madeOf(key, 'Column'))
            .map(({ key }) => key['column']),
        });
      }
    for (const file of graph.things(dataset, schema('distribution')))
      for (const table of draft.madeOf(file, 'Table'))
        draft.say(table, {
          displayName: text(draft, file, schema('name')),
          description: text(draft, file, schema('description')),
          sourceUrl: file.has(schema('contentUrl')) ? linkOf(draft, file) : undefined,
        });
  }
  for (const { node, kind } of [...draft.things])
    if (kind === 'Column' && node.isA(cr('Field'))) describeField(draft, node);
}

/** Files within archives say where in them they lie, which is no address and nothing amiss. */
function linkOf(draft: Draft, file: ForeignNode): string | undefined {
  const [value] = file.take(schema('contentUrl'));
  return value && /^[a-z]+:/i.test(value.value) ? links(draft, file, schema('contentUrl'))[0] : undefined;
}

function describeField(draft: Draft, field: ForeignNode): void {
  const [column] = draft.madeOf(field, 'Column');
  if (!column) return;
  const types = texts(draft, field, cr('dataType')).map(localName);
  draft.say(column, {
    description: text(draft, field, schema('description')),
    dataType: [...types, ...(text(draft, field, cr('repeated')) === 'true' ? ['repeated'] : [])].join(', '),
  });
  for (const source of draft.graph.things(field, cr('source'))) linkSource(draft, column, source);
}

const FROM = [cr('field'), cr('fileObject'), cr('fileSet'), cr('recordSet'), cr('distribution')];

const sourcesOf = (draft: Draft, field: ForeignNode): ForeignNode[] =>
  draft.graph.things(field, cr('source')).flatMap((source) => draft.graph.things(source, ...FROM));

/** A field is read from a column of a file, or from another field; what is done to it on the way is told. */
function linkSource(draft: Draft, column: Drafted, source: ForeignNode): void {
  const { graph } = draft;
  const transforms = graph.things(source, cr('transform'));
  for (const transform of transforms) transform.visited = true;
  const changed = transforms.length > 0 || source.has(cr('transform'));
  const how = { transformations: [changed ? 'DIRECT/TRANSFORMATION' : 'DIRECT/IDENTITY'] };
  const [extract] = graph.things(source, cr('extract'));
  const read = extract && text(draft, extract, cr('column'), cr('jsonPath'), cr('jsonQuery'));
  // Written on its own, a source is the field itself.
  const froms = [
    ...graph.things(source, ...FROM),
    ...(draft.madeOf(source, 'Column').length > 0 ? [source] : []),
  ];
  for (const from of froms) {
    const [field] = draft.madeOf(from, 'Column');
    const [table] = draft.madeOf(from, 'Table');
    if (field) draft.link(column, 'DERIVED_FROM', field.id, how);
    else if (table && extract && read !== undefined) {
      const origin = draft.part(extract, 'Column', [
        table.key['namespace'] ?? '',
        table.key['table'] ?? '',
        read,
      ]);
      draft.link(column, 'DERIVED_FROM', origin.id, how);
    } else if (table) linkTable(draft, column, table);
    else draft.keep(column.node, cr('source'), `${from.id} is no field or file of this document`);
  }
}

/** What comes from a file as a whole, such as its name, makes the table depend on it. */
function linkTable(draft: Draft, column: Drafted, file: Drafted): void {
  const { namespace = '', table = '' } = column.key;
  const own = draft.made(entityId('Table', namespace, table));
  if (own) draft.link(own, 'DERIVED_FROM', file.id);
}
