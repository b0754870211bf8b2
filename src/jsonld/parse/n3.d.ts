/** What is used of n3, which comes without types. */
declare module 'n3' {
  export interface Term {
    readonly termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph';
    readonly value: string;
    readonly datatype?: { readonly value: string };
    readonly language?: string;
    equals(other: unknown): boolean;
  }
  export interface Quad {
    readonly subject: Term;
    readonly predicate: Term;
    readonly object: Term;
    readonly graph: Term;
  }
  export class Parser {
    constructor(options?: { format?: string; blankNodePrefix?: string; baseIRI?: string });
    parse(text: string): Quad[];
  }
  export class Store {
    constructor(quads?: readonly Quad[]);
    readonly size: number;
    getObjects(subject: Term | string | null, predicate: Term | string | null, graph: null): Term[];
    getSubjects(predicate: Term | string | null, object: Term | string | null, graph: null): Term[];
    getQuads(
      subject: Term | string | null,
      predicate: Term | string | null,
      object: Term | string | null,
      graph: null,
    ): Quad[];
  }
  export class Writer {
    constructor(options?: { format?: string });
    quadsToString(quads: readonly Quad[]): string;
  }
  export const DataFactory: {
    namedNode(this: void, iri: string): Term;
    blankNode(this: void, name?: string): Term;
    literal(this: void, text: string, languageOrType?: string | { readonly value: string }): Term;
    quad(this: void, subject: Term, predicate: Term, object: Term): Quad;
  };
}
