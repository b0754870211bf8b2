import jsonld from 'jsonld';
import { loadBundled } from '../../../../src/jsonld/document-loader.js';

/** The reference processor, as a stranger would run it: nothing dropped in silence, nothing fetched. */
interface Judge {
  expand(document: object, options: object): Promise<ExpandedNode[]>;
  toRDF(document: object, options: object): Promise<string>;
  fromRDF(quads: string, options: object): Promise<object>;
  canonize(document: object | string, options: object): Promise<string>;
}

export interface ExpandedNode {
  readonly '@id': string;
  readonly '@type': readonly string[];
  readonly [property: string]: unknown;
}

const judge = jsonld as unknown as Judge;
const OPTIONS = { safe: true, documentLoader: loadBundled, rdfDirection: null };
const N_QUADS = 'application/n-quads';

/** The nodes of a document with every key an IRI; an error where a key or value has no meaning. */
export const expand = (document: object): Promise<ExpandedNode[]> => judge.expand(document, OPTIONS);

export const toNQuadsByJudge = (document: object): Promise<string> =>
  judge.toRDF(document, { ...OPTIONS, format: N_QUADS });

export const fromNQuads = (quads: string): Promise<object> =>
  judge.fromRDF(quads, { format: N_QUADS, safe: true });

/** RDFC-1.0: equal graphs are equal texts. */
export const canonical = (document: object): Promise<string> =>
  judge.canonize(document, { ...OPTIONS, algorithm: 'RDFC-1.0', format: N_QUADS });

export const canonicalOfNQuads = (quads: string): Promise<string> =>
  judge.canonize(quads, { algorithm: 'RDFC-1.0', inputFormat: N_QUADS, format: N_QUADS });
