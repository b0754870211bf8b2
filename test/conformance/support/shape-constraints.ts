import { Store, type Quad, type Term } from 'n3';

const SH = 'http://www.w3.org/ns/shacl#';
const component = (name: string): string => `${SH}${name}ConstraintComponent`;

/** One thing that a shape demands of the values of a property. */
export type Demand =
  | { readonly sort: 'min'; readonly count: number }
  | { readonly sort: 'max'; readonly count: number }
  | { readonly sort: 'datatype'; readonly anyOf: readonly string[] }
  | { readonly sort: 'class'; readonly anyOf: readonly string[] }
  | { readonly sort: 'nodeKind'; readonly kind: 'IRI' | 'BlankNodeOrIRI' | 'Literal' }
  | { readonly sort: 'in'; readonly values: readonly Term[] };

export interface ShapeConstraint {
  readonly shape: string;
  readonly target: string;
  readonly path: string;
  readonly demand: Demand;
  /** What validators call it. */
  readonly component: string;
}

/** Every constraint of a file of shapes. @throws Error for one that this reader does not know. */
export function constraintsIn(quads: readonly Quad[]): ShapeConstraint[] {
  const store = new Store(quads);
  return store.getQuads(null, `${SH}targetClass`, null, null).flatMap(({ subject, object: target }) =>
    store.getObjects(subject, `${SH}property`, null).flatMap((shape) => {
      const path = store.getObjects(shape, `${SH}path`, null)[0]?.value ?? '';
      return demandsOf(store, shape).map(([name, demand]) => ({
        ...{ shape: shape.value, target: target.value, path, demand },
        component: component(name),
      }));
    }),
  );
}

const SILENT = new Set(['path', 'name', 'description', 'message'].map((name) => SH + name));

function demandsOf(store: Store, shape: Term): [name: string, Demand][] {
  return store
    .getQuads(shape, null, null, null)
    .filter(({ predicate }) => predicate.value.startsWith(SH) && !SILENT.has(predicate.value))
    .map(({ predicate, object }) => demandOf(store, predicate.value.slice(SH.length), object));
}

function demandOf(store: Store, parameter: string, value: Term): [name: string, Demand] {
  switch (parameter) {
    case 'minCount':
      return ['MinCount', { sort: 'min', count: Number(value.value) }];
    case 'maxCount':
      return ['MaxCount', { sort: 'max', count: Number(value.value) }];
    case 'datatype':
      return ['Datatype', { sort: 'datatype', anyOf: [value.value] }];
    case 'class':
      return ['Class', { sort: 'class', anyOf: [value.value] }];
    case 'nodeKind':
      return [
        'NodeKind',
        { sort: 'nodeKind', kind: value.value.slice(SH.length) as 'IRI' | 'BlankNodeOrIRI' | 'Literal' },
      ];
    case 'in':
      return ['In', { sort: 'in', values: itemsOf(store, value) }];
    case 'or':
      return ['Or', alternatives(store, value)];
    default:
      throw new Error(`sh:${parameter} is not known to this reader of shapes.`);
  }
}

function alternatives(store: Store, list: Term): Demand {
  const demands = itemsOf(store, list).flatMap((item) => demandsOf(store, item));
  const anyOf = demands.flatMap(([, demand]) => ('anyOf' in demand ? demand.anyOf : []));
  return { sort: demands[0]?.[1].sort === 'class' ? 'class' : 'datatype', anyOf };
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** The items of an RDF list. */
export function itemsOf(store: Store, list: Term): Term[] {
  const [first] = store.getObjects(list, `${RDF}first`, null);
  const [rest] = store.getObjects(list, `${RDF}rest`, null);
  return first && rest ? [first, ...itemsOf(store, rest)] : [];
}
