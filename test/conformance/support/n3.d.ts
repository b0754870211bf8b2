/** What the tests use of n3, which comes without types. */
declare module 'n3' {
  export interface Term {
    readonly termType: string;
    readonly value: string;
    readonly datatype?: Term;
    readonly language?: string;
    equals(other: unknown): boolean;
  }
  export interface Quad {
    readonly subject: Term;
    readonly predicate: Term;
    readonly object: Term;
  }
  export class Parser {
    constructor(options?: { format?: string; baseIRI?: string });
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
    namedNode(iri: string): Term;
    blankNode(name?: string): Term;
    literal(text: string, languageOrType?: string | Term): Term;
    quad(subject: Term, predicate: Term, object: Term): Quad;
  };
}
