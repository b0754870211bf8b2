import type { Draft, Drafted } from './draft.js';
import type { ForeignNode } from './graph.js';
import { isLink, isName, relativePart, tableName, type TableName } from './names.js';
import { adms, dcat, dct, foaf, prov, rdfs, schema, skos } from './terms.js';
import { commonFacts, labelOf, links, mediaType, text } from './values.js';

/** Where a node says that it lies, for those whose own name means nothing outside of the document. */
const PLACES = [
  dct('identifier'),
  schema('url'),
  schema('sameAs'),
  schema('contentUrl'),
  prov('atLocation'),
  dcat('landingPage'),
];

/**
 * The name of the table that a node is: that of its IRI; else of the address that it gives; else its identifier or
 * title within the service that the import names. Nothing where none of these is there.
 */
export function nameOfTable(draft: Draft, node: ForeignNode): TableName | undefined {
  if (!node.blank && isName(node.id)) return tableName(node.id);
  for (const place of PLACES) {
    const address = node
      .peek(place)
      .map(({ value }) => value)
      .filter((value) => /:\/\//.test(value) && isName(value))
      .sort()[0];
    if (address !== undefined) return tableName(address);
  }
  const { namespace } = draft;
  const local = relativePart(node.id) ?? node.peek(dct('identifier'))[0]?.value ?? labelOf(draft, node);
  if (namespace !== undefined && local && (node.blank || relativePart(node.id) !== undefined))
    return { namespace, table: local };
  return undefined;
}

/** Takes a node for a table; kept aside where nothing names it. */
export function takeTable(draft: Draft, node: ForeignNode): Drafted | undefined {
  const [known] = draft.madeOf(node, 'Table');
  if (known) return known;
  const name = nameOfTable(draft, node);
  if (!name) {
    draft.keep(node, undefined, 'nothing names it: give it an IRI or an identifier, or say --service NAME');
    return undefined;
  }
  return draft.thing(node, 'Table', [name.namespace, name.table]);
}

/** What a dataset says of itself, with its distributions as where it can be looked at. */
export function describeTable(draft: Draft, table: Drafted): void {
  const { node } = table;
  const title = text(
    draft,
    node,
    dct('title'),
    schema('name'),
    rdfs('label'),
    skos('prefLabel'),
    foaf('name'),
  );
  const facts = commonFacts(draft, node);
  const distributions = draft.graph
    .things(node, dcat('distribution'))
    .map((each) => distribution(draft, each));
  const described = distributions.flatMap(({ line }) => (line === '' ? [] : [line]));
  text(draft, node, dct('identifier'), schema('identifier'), adms('identifier'));
  draft.say(table, {
    ...facts,
    displayName: title === table.key['table'] ? undefined : title,
    description: [facts['description'], ...described].filter(Boolean).join('\n\n'),
    schemaVersion: text(draft, node, dcat('version'), schema('version'), dct('hasVersion')),
    sourceUrl: facts['sourceUrl'] ?? [node.id, ...distributions.map(({ url }) => url ?? '')].find(isLink),
  });
}

/** A distribution in a line: what it is called, where it lies, what form it has. */
function distribution(draft: Draft, node: ForeignNode): { line: string; url: string | undefined } {
  const title = labelOf(draft, node);
  const [url] = links(draft, node, dcat('downloadURL'), dcat('accessURL'), schema('contentUrl'));
  const form = mediaType(text(draft, node, dcat('mediaType'), dct('format'), schema('encodingFormat')));
  const line = [title, form === undefined ? '' : `(${form})`, url ?? ''].filter(Boolean).join(' ');
  return { line: url === undefined && form === undefined ? '' : `Distribution: ${line}`, url };
}
