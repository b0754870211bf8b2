import type { RdfTerm } from '../rdf-terms.js';
import { expandCurie, PREFIXES, type Curie } from '../vocabularies.js';
import { termsOf, type Term } from '../term-table.js';
import type { Gathered, HashedNames } from './gather-statements.js';
import { keyTableOf, kindsOf, PART_OF_KEY, partTableOf, type KeyTable } from './key-tables.js';
import type { CompactNode, FoundNode } from './plain-nodes.js';
import { RefusedNode } from './refused.js';

const RDF_TYPE = `${PREFIXES.rdf}type`;
const RDF_JSON = `${PREFIXES.rdf}JSON`;
const XSD_STRING = `${PREFIXES.xsd}string`;
const XSD_DOUBLE = `${PREFIXES.xsd}double`;
const CHANGE = `${PREFIXES.hw}change`;
const REVISION = `${PREFIXES.hw}revision`;
const DESCRIPTION = `${PREFIXES.dct}description`;

type Properties = ReadonlyMap<string, readonly RdfTerm[]>;

/**
 * The thing that statements are about, under the keys of our own context; nothing where they only mention it.
 * @throws RefusedNode for what no thing of a catalog is.
 */
export function compactThing(gathered: Gathered, names: HashedNames): FoundNode | undefined {
  const own = gathered.subjects.get(gathered.iri);
  if (!own?.has(REVISION) && !own?.has(CHANGE)) return undefined;
  const kinds = kindsOf((own.get(RDF_TYPE) ?? []).map(({ value }) => value));
  const [kind] = kinds;
  if (kind === undefined) throw new RefusedNode(gathered.iri, '/@type', 'is of no kind that a catalog has');
  if (kinds.length > 1)
    throw new RefusedNode(gathered.iri, '/@type', `is of several kinds: ${kinds.join(', ')}`);
  const writer = new Compactor(gathered, names, termsOf(kind).has('account'));
  const node = writer.node(gathered.iri, own, keyTableOf(kind));
  return { iri: gathered.iri, kind, node, ...(own.has(REVISION) ? {} : { isFurther: true }) };
}

class Compactor {
  constructor(
    private readonly gathered: Gathered,
    private readonly names: HashedNames,
    /** What the catalog words itself where the sources of a data set give no description. */
    private readonly hasAccount: boolean,
  ) {}

  node(iri: string, properties: Properties, { terms, keys }: KeyTable): CompactNode {
    const node: Record<string, unknown> = { '@id': iri };
    for (const [property, objects] of properties) {
      const key = keys.get(property);
      const term = key === undefined ? undefined : terms.get(key);
      if (key === undefined || term === undefined) continue;
      const stated =
        property === DESCRIPTION && this.hasAccount
          ? objects.filter(({ language }) => language !== 'en')
          : objects;
      const values = stated.map((object) => this.value(key, term, object));
      if (values.length > 0) node[key] = values.length === 1 ? values[0] : values;
    }
    return node;
  }

  private value(key: string, term: Term, object: RdfTerm): unknown {
    if (object.termType === 'Literal') return literal(this.gathered.iri, key, term, object);
    const part = PART_OF_KEY[key];
    if (part === undefined) return this.thing(object);
    const properties = this.gathered.subjects.get(object.value);
    if (!properties)
      throw new RefusedNode(
        this.gathered.iri,
        `/${key}`,
        `refers to ${object.value.slice(0, 300)}, of which nothing is said`,
      );
    return this.node(object.value, properties, partTableOf(part));
  }

  private thing({ termType, value }: RdfTerm): CompactNode {
    const name = this.names.get(value);
    return {
      '@id': termType === 'NamedNode' ? value : `_:${value}`,
      ...(name === undefined ? {} : { notation: name, agentName: name }),
    };
  }
}

function literal(node: string, key: string, term: Term, { value, datatype, language }: RdfTerm): unknown {
  if (language) return { '@value': value, '@language': language };
  const type = datatype?.value ?? XSD_STRING;
  if (type === RDF_JSON) {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw new RefusedNode(node, `/${key}`, 'is a JSON literal that is no JSON');
    }
  }
  const expected = term.type?.includes(':') ? expandCurie(term.type as Curie) : XSD_STRING;
  if (type === expected) return value;
  return { '@value': value, '@type': type === XSD_DOUBLE ? 'xsd:double' : type };
}
