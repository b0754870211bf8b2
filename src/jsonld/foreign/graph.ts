import type { RdfQuad, RdfTerm } from '../rdf-terms.js';
import { rdf, uniform } from './terms.js';

const TYPE = rdf('type');
const FIRST = rdf('first');
const REST = rdf('rest');
const NIL = rdf('nil');

/** One node of a document, which remembers what of it was read. */
export class ForeignNode {
  readonly types = new Set<string>();
  private readonly properties = new Map<string, RdfTerm[]>();
  private readonly read = new Set<string>();
  /** Whether anything took note of it. */
  visited = false;

  constructor(
    readonly id: string,
    readonly blank: boolean,
  ) {}

  add(property: string, value: RdfTerm): void {
    if (property === TYPE && value.termType === 'NamedNode') {
      this.types.add(uniform(value.value));
      return;
    }
    const name = uniform(property);
    const values = this.properties.get(name);
    if (values) values.push(value);
    else this.properties.set(name, [value]);
  }

  /** Its values of a property, which thereby counts as read. */
  take(property: string): readonly RdfTerm[] {
    this.visited = true;
    this.read.add(property);
    return this.peek(property);
  }

  peek(property: string): readonly RdfTerm[] {
    return this.properties.get(property) ?? [];
  }

  has(...properties: readonly string[]): boolean {
    return properties.some((property) => this.properties.has(property));
  }

  isA(...classes: readonly string[]): boolean {
    return classes.some((name) => this.types.has(name));
  }

  /** What nobody asked for. */
  unread(): string[] {
    return [...this.properties.keys()].filter((property) => !this.read.has(property));
  }
}

/** The statements of a document by their subjects. Which named graph says it plays no part. */
export class ForeignGraph {
  readonly nodes = new Map<string, ForeignNode>();
  private readonly pointers = new Map<string, [ForeignNode, string][]>();

  constructor(quads: Iterable<RdfQuad>) {
    for (const { subject, predicate, object } of quads) {
      const node = this.nodeOf(subject);
      node.add(predicate.value, object);
      if (object.termType !== 'Literal' && predicate.value !== TYPE)
        this.point(object, node, predicate.value);
    }
  }

  /** Nodes of these classes, in the order of their names. */
  ofClass(...classes: readonly string[]): ForeignNode[] {
    return this.inOrder((node) => node.isA(...classes));
  }

  inOrder(wanted: (node: ForeignNode) => boolean): ForeignNode[] {
    return [...this.nodes.values()].filter(wanted).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The things that a node's property leads to, lists and their lists followed; what is not described is there too. */
  things(node: ForeignNode, ...properties: readonly string[]): ForeignNode[] {
    const found = properties.flatMap((property) => node.take(property)).flatMap((term) => this.members(term));
    const things = found.flatMap((term) => (term.termType === 'Literal' ? [] : [this.nodeOf(term)]));
    return [...new Set(things)];
  }

  /** The values of a property, lists and their lists followed. */
  values(node: ForeignNode, property: string): RdfTerm[] {
    return node.take(property).flatMap((term) => this.members(term));
  }

  /** What leads to a node by one of these properties. */
  pointingAt(node: ForeignNode, ...properties: readonly string[]): ForeignNode[] {
    const pointers = this.pointers.get(node.id) ?? [];
    return pointers.flatMap(([from, property]) => {
      if (!properties.includes(property)) return [];
      from.take(property);
      return [from];
    });
  }

  /** What a node leads to by what nobody asked it for. */
  below(node: ForeignNode): ForeignNode[] {
    return node
      .unread()
      .flatMap((property) =>
        node.peek(property).flatMap((term) => (term.termType === 'Literal' ? [] : [this.nodeOf(term)])),
      );
  }

  isLedTo(node: ForeignNode): boolean {
    return this.pointers.has(node.id);
  }

  /** Whether the document says anything of it. */
  describes(node: ForeignNode): boolean {
    return node.types.size > 0 || node.unread().length > 0 || node.visited;
  }

  private members(term: RdfTerm): RdfTerm[] {
    const found: RdfTerm[] = [];
    const waiting: RdfTerm[] = [term];
    const seen = new Set<string>();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.termType === 'NamedNode' && next.value === NIL) continue;
      const node = next.termType === 'BlankNode' ? this.nodes.get(next.value) : undefined;
      if (!node?.has(FIRST)) {
        found.push(next);
        continue;
      }
      // A list that comes back to itself ends where it does.
      if (seen.has(node.id)) continue;
      seen.add(node.id);
      waiting.push(...[...node.take(FIRST), ...node.take(REST)].reverse());
    }
    return found;
  }

  private nodeOf({ value, termType }: RdfTerm): ForeignNode {
    const known = this.nodes.get(value);
    if (known) return known;
    const node = new ForeignNode(value, termType === 'BlankNode');
    this.nodes.set(value, node);
    return node;
  }

  private point(to: RdfTerm, from: ForeignNode, property: string): void {
    this.nodeOf(to);
    const known = this.pointers.get(to.value);
    const pointer: [ForeignNode, string] = [from, uniform(property)];
    if (known) known.push(pointer);
    else this.pointers.set(to.value, [pointer]);
  }
}
