import { DataFactory, Store, type Quad, type Term } from 'n3';
import { badInput } from '../../errors.js';
import { parseRdf } from '../parse/parse-rdf.js';
import { compacted } from '../schema/shown-terms.js';
import type { RdfQuad, RdfTerm } from '../rdf-terms.js';

/** One thing that breaks a shape. */
export interface Fault {
  readonly node: string;
  /** Left out where the shape is about the node itself. */
  readonly property?: string;
  /** The value that is at fault, where a single one is. */
  readonly value?: string;
  /** The sort of constraint, by SHACL's name for it, such as MinCount. */
  readonly constraint: string;
  readonly message: string;
}

export interface Verdict {
  /** Things of a class that the shapes speak of. Where there are none, nothing was judged. */
  readonly judged: number;
  readonly faults: readonly Fault[];
}

const SH = 'http://www.w3.org/ns/shacl#';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/**
 * What in these statements breaks the shapes, by node and property.
 * @throws BAD_INPUT where the shapes are not Turtle, or target no class.
 */
export async function findFaults(statements: readonly RdfQuad[], shapes: string): Promise<Verdict> {
  const { default: Validator } = await import('rdf-validate-shacl');
  type Dataset = ConstructorParameters<typeof Validator>[0];
  const asDataset = (quads: readonly Quad[]): Dataset => new Store(quads) as unknown as Dataset;

  const rules = new Store(parseRdf(shapes, { form: 'turtle' }).map(asQuad));
  const targets = new Set(
    rules.getQuads(null, `${SH}targetClass`, null, null).map(({ object }) => object.value),
  );
  if (targets.size === 0)
    throw badInput('The shapes target no class (sh:targetClass): they would judge nothing.');
  const data = statements.map(asQuad);
  const judged = new Set(
    data.filter(({ predicate, object }) => predicate.value === TYPE && targets.has(object.value)).map(nodeOf),
  );
  const { results } = await new Validator(rules as unknown as Dataset).validate(asDataset(data));
  return { judged: judged.size, faults: results.map(faultOf).sort(byNode) };
}

const nodeOf = ({ subject }: Quad): string => subject.value;

/** What is used of a result. */
interface Result {
  readonly focusNode: unknown;
  readonly path: unknown;
  readonly value?: unknown;
  readonly message: readonly unknown[];
  readonly sourceConstraintComponent: unknown;
}

function faultOf(result: Result): Fault {
  const property = valueOf(result.path);
  const value = valueOf(result.value);
  const constraint = (valueOf(result.sourceConstraintComponent) ?? '')
    .replace(SH, '')
    .replace(/ConstraintComponent$/, '');
  const said = result.message.map(valueOf).filter((text) => text !== undefined);
  return {
    node: valueOf(result.focusNode) ?? '',
    ...(property === undefined ? {} : { property }),
    ...(value === undefined ? {} : { value }),
    constraint,
    message: said[0] ?? `${property === undefined ? 'It' : compacted(property)} breaks sh:${constraint}.`,
  };
}

const valueOf = (term: unknown): string | undefined => (term as { value?: string } | null | undefined)?.value;

const byNode = (a: Fault, b: Fault): number => (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = ({ node, property = '', constraint, value = '' }: Fault): string =>
  [node, property, constraint, value].join('\n');

const { blankNode, literal, namedNode, quad } = DataFactory;

/** Validators compare terms by their own methods, which plain ones do not have. Which graph says it is not judged. */
const asQuad = ({ subject, predicate, object }: RdfQuad): Quad =>
  quad(asTerm(subject), asTerm(predicate), asTerm(object));

function asTerm({ termType, value, language, datatype }: RdfTerm): Term {
  if (termType === 'Literal') return literal(value, language ? language : namedNode(datatype?.value ?? ''));
  return termType === 'BlankNode' ? blankNode(value) : namedNode(value);
}
