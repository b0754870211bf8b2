import { canonicalize } from 'json-canonicalize';
import type { ExpandedNode } from './expand-node.js';
import type { RdfQuad, RdfTerm } from './rdf-terms.js';
import { PREFIXES } from './vocabularies.js';
import { valueAt } from '../value-at.js';

const RDF_TYPE = `${PREFIXES.rdf}type`;
const RDF_JSON = `${PREFIXES.rdf}JSON`;
const LANGUAGE_TEXT = `${PREFIXES.rdf}langString`;
const XSD_STRING = `${PREFIXES.xsd}string`;
const DEFAULT_GRAPH: RdfTerm = { termType: 'DefaultGraph', value: '' };

interface ExpandedValue {
  readonly '@id'?: string;
  readonly '@value'?: unknown;
  readonly '@type'?: unknown;
  readonly '@language'?: string;
}

/**
 * The statements of an expanded node and of all nodes inside it, each once, by subject, property and the order in which
 * values stand. A processor would come to the same, some tens of times slower, and in the tests it does; but it makes
 * NaN of an `INF`, which is a double as XML Schema writes it and no number of JavaScript's.
 */
export function statementsIn(root: ExpandedNode): RdfQuad[] {
  const subjects = new Map<string, Map<string, Map<string, RdfTerm>>>();
  const visit = (node: ExpandedNode): void => {
    const { '@id': id, '@type': classes, ...values } = node;
    const properties = valueAt(subjects, id, () => new Map<string, Map<string, RdfTerm>>());
    const add = (property: string, object: RdfTerm): void => {
      valueAt(properties, property, () => new Map<string, RdfTerm>()).set(keyOf(object), object);
    };
    for (const name of classes) add(RDF_TYPE, named(name));
    for (const [property, items] of Object.entries(values)) {
      for (const item of items as ExpandedValue[]) {
        if (item['@id'] === undefined) add(property, literal(item));
        else {
          add(property, named(item['@id']));
          if (item['@type'] !== undefined) visit(item as ExpandedNode);
        }
      }
    }
  };
  visit(root);
  return [...subjects].sort(byKey).flatMap(([subject, properties]) =>
    [...properties].sort(typeFirst).flatMap(([predicate, objects]) =>
      [...objects.values()].map((object) => ({
        ...{ subject: named(subject), predicate: named(predicate), object, graph: DEFAULT_GRAPH },
      })),
    ),
  );
}

function literal(value: ExpandedValue): RdfTerm {
  const { '@value': text, '@type': type, '@language': language } = value;
  if (type === '@json') return typed(canonicalize(text), RDF_JSON);
  if (language !== undefined)
    return { termType: 'Literal', value: String(text), language, datatype: { value: LANGUAGE_TEXT } };
  return typed(String(text), typeof type === 'string' ? type : XSD_STRING);
}

const named = (iri: string): RdfTerm => ({ termType: 'NamedNode', value: iri });
const typed = (value: string, datatype: string): RdfTerm => ({
  ...{ termType: 'Literal', value, datatype: { value: datatype } },
});

const keyOf = ({ termType, value, datatype, language }: RdfTerm): string =>
  [termType, datatype?.value, language, value].join(' ');

type Entry = readonly [string, unknown];

const byKey = ([a]: Entry, [b]: Entry): number => (a < b ? -1 : 1);
const typeFirst = (a: Entry, b: Entry): number =>
  a[0] === RDF_TYPE ? -1 : b[0] === RDF_TYPE ? 1 : byKey(a, b);
