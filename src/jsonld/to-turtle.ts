import type { RdfQuad, RdfTerm } from './rdf-terms.js';
import { PREFIXES } from './vocabularies.js';
import { valueAt } from '../value-at.js';

const RDF_TYPE = `${PREFIXES.rdf}type`;
const XSD_STRING = `${PREFIXES.xsd}string`;
const LANGUAGE_TEXT = `${PREFIXES.rdf}langString`;
/** Local names that need no escapes in any position. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const PREFIX_LIST = Object.entries(PREFIXES);

/** The head of a Turtle document; blocks of statements may follow it in any number. */
export const turtlePrefixes = (): string =>
  `${PREFIX_LIST.map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`).join('\n')}\n`;

/** Statements as Turtle, subject by subject, in the order in which they come. */
export function toTurtle(quads: readonly RdfQuad[]): string {
  const subjects = new Map<string, Map<string, string[]>>();
  for (const { subject, predicate, object } of quads) {
    const properties = valueAt(subjects, iri(subject.value), () => new Map<string, string[]>());
    valueAt(properties, verb(predicate), () => []).push(term(object));
  }
  return [...subjects].map(([subject, properties]) => `\n${subject} ${block(properties)} .\n`).join('');
}

const block = (properties: ReadonlyMap<string, string[]>): string =>
  [...properties].map(([property, objects]) => `${property} ${objects.join(', ')}`).join(' ;\n    ');

const verb = ({ value }: RdfTerm): string => (value === RDF_TYPE ? 'a' : iri(value));

function term({ termType, value, datatype, language }: RdfTerm): string {
  if (termType !== 'Literal') return iri(value);
  const text = quoted(value);
  if (language) return `${text}@${language}`;
  const type = datatype?.value ?? XSD_STRING;
  return type === XSD_STRING || type === LANGUAGE_TEXT ? text : `${text}^^${iri(type)}`;
}

function iri(value: string): string {
  const known = PREFIX_LIST.find(([, start]) => value.startsWith(start));
  const name = known && value.slice(known[1].length);
  return name && PLAIN_NAME.test(name) ? `${known[0]}:${name}` : `<${value}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

// eslint-disable-next-line no-control-regex
const ESCAPED = /[\\"\u0000-\u001f\u007f]/g;

const quoted = (text: string): string =>
  `"${text.replace(ESCAPED, (character) => ESCAPES[character] ?? unicode(character))}"`;

const unicode = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
