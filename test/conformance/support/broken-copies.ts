import { DataFactory, Store, type Quad, type Term } from 'n3';
import { expandCurie } from '../../../src/jsonld/vocabularies.js';
import { constraintsIn, type Demand, type ShapeConstraint } from './shape-constraints.js';
import { byText, type Finding } from './validators.js';

const { blankNode, literal, namedNode, quad } = DataFactory;
const TYPE = namedNode(expandCurie('rdf:type'));

/** One way to spoil the values of a property. */
type Spoiling = 'nothing' | 'too many' | 'wrong text' | 'untyped thing' | 'blank thing';

export interface BrokenCopy {
  readonly constraint: ShapeConstraint;
  /** The copy, and whatever stands with it; all else is the graph that it was taken from. */
  readonly quads: readonly Quad[];
  /** What a validator has to find: nothing but this. */
  readonly expected: readonly Finding[];
}

/**
 * For each constraint of the shapes a copy of a conforming thing in which just that is broken. Constraints on
 * properties that nothing in the graph has are left out, unless `all` wants them too.
 */
export function brokenCopies(
  shapes: readonly Quad[],
  graph: readonly Quad[],
  { all }: { readonly all: boolean },
): BrokenCopy[] {
  const breaker = new Breaker(constraintsIn(shapes), new Store(graph));
  return breaker.constraints.flatMap((constraint, index) => breaker.break(constraint, index, all) ?? []);
}

/** Of each class one constraint of each sort: what a default run has time for. */
export function shareOf(copies: readonly BrokenCopy[]): BrokenCopy[] {
  const sorts = new Map(copies.map((copy) => [`${copy.constraint.target} ${copy.constraint.component}`, copy]));
  return [...sorts.values()];
}

class Breaker {
  constructor(
    readonly constraints: readonly ShapeConstraint[],
    private readonly graph: Store,
  ) {}

  break(constraint: ShapeConstraint, index: number, all: boolean): BrokenCopy | undefined {
    const original = this.bearerOf(constraint, all);
    if (!original) return undefined;
    const copy = namedNode(`urn:copy:${index}`);
    const path = namedNode(constraint.path);
    const siblings = this.siblingsOf(original, constraint.path);
    const spoiling = spoilingFor(constraint.demand, siblings);
    const known = this.graph.getObjects(original, path, null);
    const values = known.length > 0 ? known : this.samples(siblings);
    const { spoilt, beside } = this.spoil(spoiling, constraint.demand, siblings, values, index);
    const kept = this.demandedOf(original).filter(({ predicate }) => predicate.value !== path.value);
    return {
      constraint,
      quads: [
        ...kept.map(({ predicate, object }) => quad(copy, predicate, object)),
        ...spoilt.map((value) => quad(copy, path, value)),
        ...beside,
      ],
      expected: siblings
        .flatMap(({ demand, component }) =>
          spoilt.length === 0 && demand.sort !== 'min'
            ? []
            : Array.from({ length: faultsOf(demand, spoiling, spoilt) }, (): Finding => [
                copy.value,
                constraint.path,
                component,
              ]),
        )
        .sort(byText),
    };
  }

  /** A thing of the class, and if there is one with the property, that one. */
  private bearerOf({ target, path }: ShapeConstraint, all: boolean): Term | undefined {
    const things = this.graph.getSubjects(TYPE, namedNode(target), null);
    const bearer = things.find((thing) => this.graph.getObjects(thing, namedNode(path), null).length > 0);
    if (bearer || !all) return bearer;
    if (!things[0]) throw new Error(`No thing in the graph is a ${target}.`);
    return things[0];
  }

  /** Every constraint on that property that this thing has to meet, by whichever of its classes. */
  private siblingsOf(thing: Term, path: string): ShapeConstraint[] {
    const types = this.graph.getObjects(thing, TYPE, null).map(({ value }) => value);
    return this.constraints.filter((other) => other.path === path && types.includes(other.target));
  }

  /** A value that would do, for a property that nothing in the graph has. */
  private samples(siblings: readonly ShapeConstraint[]): Term[] {
    const demands = siblings.map(({ demand }) => demand);
    const classes = demands.flatMap((demand) => (demand.sort === 'class' ? demand.anyOf : []));
    const [thing] = classes.flatMap((name) => this.graph.getSubjects(TYPE, namedNode(name), null));
    if (thing) return [thing];
    const [datatype] = demands.flatMap((demand) => (demand.sort === 'datatype' ? demand.anyOf : []));
    if (!datatype) return [namedNode('urn:sample')];
    return [another(literal('', namedNode(datatype)), 0, 0)];
  }

  private spoil(
    spoiling: Spoiling,
    demand: Demand,
    siblings: readonly ShapeConstraint[],
    values: readonly Term[],
    index: number,
  ): { spoilt: readonly Term[]; beside: readonly Quad[] } {
    switch (spoiling) {
      case 'nothing':
        return { spoilt: [], beside: [] };
      case 'wrong text':
        return { spoilt: [literal('broken', namedNode('urn:broken'))], beside: [] };
      case 'untyped thing':
        return { spoilt: [namedNode(`urn:untyped:${index}`)], beside: [] };
      case 'blank thing': {
        const copy = blankNode(`b${index}`);
        return { spoilt: [copy], beside: this.copyOf(values[0], copy) };
      }
      case 'too many':
        return this.moreThan(demand.sort === 'max' ? demand.count : 0, siblings, values, index);
    }
  }

  /** One value more than may be, each as good as the first. */
  private moreThan(
    count: number,
    siblings: readonly ShapeConstraint[],
    values: readonly Term[],
    index: number,
  ): { spoilt: readonly Term[]; beside: readonly Quad[] } {
    const [first] = values;
    if (!first) throw new Error('There is no value to have more of.');
    const spoilt = [...values];
    const beside: Quad[] = [];
    const allowed = siblings.flatMap(({ demand }) => (demand.sort === 'in' ? demand.values : []));
    for (let n = 1; spoilt.length <= count; n += 1) {
      const more = allowed.find((value) => !spoilt.some((known) => known.value === value.value));
      const other = more ?? another(first, index, n);
      spoilt.push(other);
      if (other.termType === 'NamedNode') beside.push(...this.copyOf(first, other));
    }
    return { spoilt, beside };
  }

  private copyOf(original: Term | undefined, copy: Term): Quad[] {
    if (!original) throw new Error('There is no thing to copy.');
    return this.demandedOf(original).map(({ predicate, object }) => quad(copy, predicate, object));
  }

  /** What a thing has to have, so that copies are small and still have no fault of their own. */
  private demandedOf(thing: Term): Quad[] {
    const types = this.graph.getObjects(thing, TYPE, null).map(({ value }) => value);
    const demanded = this.constraints.filter(({ target, demand }) => demand.sort === 'min' && types.includes(target));
    const paths = new Set([TYPE.value, ...demanded.map(({ path }) => path)]);
    return this.graph.getQuads(thing, null, null, null).filter(({ predicate }) => paths.has(predicate.value));
  }
}

function spoilingFor(demand: Demand, siblings: readonly ShapeConstraint[]): Spoiling {
  switch (demand.sort) {
    case 'min':
      return 'nothing';
    case 'max':
      return 'too many';
    case 'datatype':
    case 'in':
      return 'wrong text';
    case 'class':
      return 'untyped thing';
    case 'nodeKind':
      if (demand.kind === 'Literal') return 'untyped thing';
      return demand.kind === 'IRI' && siblings.some((other) => other.demand.sort === 'class')
        ? 'blank thing'
        : 'wrong text';
  }
}

/** How many faults the spoilt values have by one demand. */
function faultsOf(demand: Demand, spoiling: Spoiling, spoilt: readonly Term[]): number {
  switch (demand.sort) {
    case 'min':
      return spoilt.length < demand.count ? 1 : 0;
    case 'max':
      return spoilt.length > demand.count ? 1 : 0;
    case 'datatype':
      return spoiling === 'wrong text' || spoiling === 'untyped thing' ? 1 : 0;
    case 'in':
      return spoiling === 'wrong text' ? 1 : 0;
    case 'class':
      return spoiling === 'wrong text' || spoiling === 'untyped thing' ? 1 : 0;
    case 'nodeKind':
      if (spoiling === 'wrong text') return demand.kind === 'Literal' ? 0 : 1;
      if (spoiling === 'untyped thing') return demand.kind === 'Literal' ? 1 : 0;
      return spoiling === 'blank thing' && demand.kind === 'IRI' ? 1 : 0;
  }
}

/** Another value of the same sort. */
function another(value: Term, index: number, n: number): Term {
  if (value.termType !== 'Literal') return namedNode(`urn:another:${index}:${n}`);
  const texts: Readonly<Record<string, string>> = {
    integer: String(1_000 + n),
    decimal: `${1_000 + n}.5`,
    double: String(1_000 + n),
    boolean: String(value.value !== 'true'),
    dateTime: `20${10 + n}-01-01T00:00:00.000Z`,
    base64Binary: 'AAAA',
    JSON: `[${n}]`,
  };
  const type = value.datatype?.value.replace(/.*#/, '') ?? '';
  const text = texts[type] ?? `another ${n}`;
  return literal(text, value.language ? value.language : value.datatype);
}
