/** What is used of rdf-canonize, which comes without types. */
declare module 'rdf-canonize' {
  export function canonize(
    quads: readonly object[],
    options: {
      algorithm: 'RDFC-1.0';
      format: 'application/n-quads';
      maxWorkFactor?: number;
      canonicalIdMap?: Map<string, string>;
    },
  ): Promise<string>;
  export const NQuads: { serializeQuad(this: void, quad: object): string };
}
