import { HeadwaterError } from '../errors.js';
import type { JsonObject } from './context.js';
import { loadBundled } from './document-loader.js';

export interface RdfTerm {
  readonly termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph';
  readonly value: string;
  readonly datatype?: { readonly value: string };
  readonly language?: string;
}

export interface RdfQuad {
  readonly subject: RdfTerm;
  readonly predicate: RdfTerm;
  readonly object: RdfTerm;
  readonly graph: RdfTerm;
}

/**
 * Nothing may be lost on the way: in safe mode a key or value that has no meaning in RDF is an error. No
 * address is ever asked.
 */
const OPTIONS = { documentLoader: loadBundled, safe: true } as const;

/** The statements of a document, one a line. */
export const toNQuads = (document: JsonObject): Promise<string> =>
  converted(document, { format: 'application/n-quads' }) as Promise<string>;

export const toQuads = (document: JsonObject): Promise<readonly RdfQuad[]> =>
  converted(document, {}) as Promise<readonly RdfQuad[]>;

/** What is used of the processor; its published types know neither safe mode nor plain objects. */
interface Processor {
  toRDF(document: JsonObject, options: object): Promise<unknown>;
}

async function converted(
  document: JsonObject,
  options: { format?: 'application/n-quads' },
): Promise<unknown> {
  // Loaded when it is first needed: most commands never are in want of a processor.
  const processor = (await import('jsonld')).default as unknown as Processor;
  try {
    return await processor.toRDF(document, { ...OPTIONS, ...options });
  } catch (error) {
    throw processorFailure(error);
  }
}

/** The processor's own errors hide what they are about in `details`. */
function processorFailure(error: unknown): HeadwaterError {
  if (error instanceof HeadwaterError) return error;
  const { message, details } = error as Error & { details?: Record<string, unknown> };
  const cause = details?.['cause'];
  if (cause instanceof HeadwaterError) return cause;
  return new HeadwaterError(
    'BAD_INPUT',
    `The document is not valid JSON-LD: ${message}`,
    {},
    { cause: error },
  );
}
