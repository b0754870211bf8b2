import { badInput } from '../errors.js';
import { contextDocument } from './context.js';
import { WELL_KNOWN_CONTEXTS, wellKnownContext } from './parse/contexts/well-known.js';
import { CONTEXT_IRI } from './vocabularies.js';

export interface LoadedDocument {
  readonly contextUrl?: string;
  readonly documentUrl: string;
  readonly document: Record<string, unknown>;
}

/** Where servers of ours publish the context, whatever their address. */
const PUBLISHED_PATH = '/schema/context.jsonld';

const BUNDLED: readonly string[] = [CONTEXT_IRI, ...WELL_KNOWN_CONTEXTS];

/**
 * The only loader that processors here are given: it knows the contexts that are bundled and fetches nothing,
 * so that no document can make the catalog call another machine.
 * @throws BAD_INPUT for any other address.
 */
export function loadBundled(url: string): Promise<LoadedDocument> {
  if (url === CONTEXT_IRI || url.endsWith(PUBLISHED_PATH)) {
    return Promise.resolve({ documentUrl: url, document: { ...contextDocument() } });
  }
  const wellKnown = wellKnownContext(url);
  if (wellKnown) return Promise.resolve({ documentUrl: url, document: { ...wellKnown } });
  const shown = url.slice(0, 500);
  const refusal = badInput(
    `The context ${shown} is not bundled, and contexts are never fetched. Put it into the document, or use one that is: ${BUNDLED.join(', ')}.`,
    { context: shown, bundled: BUNDLED },
  );
  return Promise.reject(refusal);
}
