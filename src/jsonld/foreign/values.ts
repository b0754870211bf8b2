import type { RdfTerm } from '../rdf-terms.js';
import type { Draft } from './draft.js';
import type { ForeignNode } from './graph.js';
import { isLink, isName, relativePart } from './names.js';
import { dcat, dct, foaf, localName, rdfs, schema, skos } from './terms.js';

const LABELS = [dct('title'), rdfs('label'), skos('prefLabel'), foaf('name'), schema('name')];
const LONGEST = 10_000;

/**
 * The text of the first of these properties that has one: in English, else without a language, else in the first
 * language by its tag. Of several in that language, the first in the order of their characters; the others are kept aside.
 */
export function text(draft: Draft, node: ForeignNode, ...properties: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const property of properties) {
    const terms = draft.graph.values(node, property);
    if (found !== undefined || terms.length === 0) continue;
    const texts = [...new Map(terms.map((term) => [shown(draft, term), term]))].sort(inLanguageOrder);
    found = texts[0]?.[0];
    for (const [other, term] of texts.slice(1)) {
      const language = term.language ? ` in ${term.language}` : '';
      draft.keep(node, property, `another value is taken; this one${language} is "${other.slice(0, 100)}"`);
    }
  }
  return found;
}

/** All texts of these properties, each once. */
export function texts(draft: Draft, node: ForeignNode, ...properties: readonly string[]): string[] {
  const terms = properties.flatMap((property) => draft.graph.values(node, property));
  return [...new Set(terms.map((term) => shown(draft, term)))].filter((value) => value !== '').sort();
}

/** What a thing is called: its title or label, else the last part of its IRI. Labels are texts: none leads to another. */
export function labelOf(draft: Draft, node: ForeignNode): string {
  node.visited = true;
  for (const property of LABELS) {
    const labels = draft.graph.values(node, property).filter(({ termType }) => termType === 'Literal');
    const [first] = labels.map((term): [string, RdfTerm] => [term.value, term]).sort(inLanguageOrder);
    if (first) return first[0];
  }
  return node.blank ? '' : localName(node.id);
}

/** A time in ISO 8601; a day is its beginning in UTC. */
export function time(draft: Draft, node: ForeignNode, ...properties: readonly string[]): string | undefined {
  for (const property of properties) {
    const value = text(draft, node, property);
    if (value === undefined) continue;
    const written = /^\d{4}$/.test(value)
      ? `${value}-01-01`
      : value.replace(/^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})$/, '$1');
    const ms = /^\d{4}-\d{2}(-\d{2})?([T ]|$)/.test(written) ? Date.parse(withZone(written)) : NaN;
    if (Number.isFinite(ms)) return new Date(ms).toISOString();
    draft.keep(node, property, `"${value.slice(0, 100)}" is no day or time`);
  }
  return undefined;
}

/** Without a zone a time is one of UTC here, as days are, whatever zone this machine is in. */
const withZone = (value: string): string =>
  /[T ]/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? `${value.replace(' ', 'T')}Z` : value;

/** Addresses that can be followed. What cannot, such as one that would run code, is kept aside. */
export function links(draft: Draft, node: ForeignNode, ...properties: readonly string[]): string[] {
  const found: string[] = [];
  for (const property of properties) {
    for (const { value, termType } of draft.graph.values(node, property)) {
      if (termType !== 'BlankNode' && isLink(value)) found.push(value);
      else draft.keep(node, property, `"${value.slice(0, 200)}" is no address that can be followed`);
    }
  }
  return [...new Set(found)].sort();
}

/** What is said of anything in the same words: description, labels, people, days, where to look. */
export const commonFacts = (draft: Draft, node: ForeignNode): Record<string, unknown> => ({
  description: text(draft, node, dct('description'), schema('description'), rdfs('comment')),
  tags: keywords(draft, node),
  owners: texts(
    draft,
    node,
    dct('publisher'),
    dct('creator'),
    schema('publisher'),
    schema('creator'),
    schema('author'),
  ),
  createdAt: time(draft, node, dct('created'), dct('issued'), schema('dateCreated'), schema('datePublished')),
  updatedAt: time(draft, node, dct('modified'), schema('dateModified')),
  sourceUrl: links(
    draft,
    node,
    dcat('landingPage'),
    foaf('page'),
    foaf('homepage'),
    schema('url'),
    schema('sameAs'),
  )[0],
});

const keywords = (draft: Draft, node: ForeignNode): string[] => [
  ...new Set([
    ...texts(draft, node, dcat('keyword'), dcat('theme')),
    ...texts(draft, node, schema('keywords'))
      .flatMap((words) => words.split(/\s*,\s*/))
      .filter(Boolean),
  ]),
];

function shown(draft: Draft, term: RdfTerm): string {
  if (term.termType === 'Literal') return term.value.slice(0, 1_000_000);
  const node = draft.graph.nodes.get(term.value);
  if (!node) return term.value;
  const local = relativePart(node.id);
  const label =
    local !== undefined && !LABELS.some((property) => node.has(property)) ? local : labelOf(draft, node);
  node.visited = true;
  if (node.blank || LABELS.some((property) => node.has(property)) || !isName(node.id))
    return label.slice(0, LONGEST);
  return node.id.slice(0, LONGEST);
}

const inLanguageOrder = ([a, termA]: [string, RdfTerm], [b, termB]: [string, RdfTerm]): number =>
  compare(languageRank(termA), languageRank(termB)) || compare(a, b);

function languageRank({ language = '' }: RdfTerm): string {
  const tag = language.toLowerCase();
  if (tag === 'en' || tag.startsWith('en-')) return `0${tag}`;
  return tag === '' ? '1' : `2${tag}`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What is meant by a text or an address that stands for a word. */
export const named = (value: string): string => (/^[a-z]+:\/\//i.test(value) ? localName(value) : value);

/** A media type, whether it is written as one or by the address that IANA gives it. */
export const mediaType = (value: string | undefined): string | undefined =>
  value?.replace(/^https?:\/\/www\.iana\.org\/assignments\/media-types\//, '');

/** A number and its text, as measurements and parameters have them. */
export function numberOf(value: string | undefined): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const number = Number(value.trim());
  return Number.isFinite(number) ? number : undefined;
}
