import { badInput } from '../../errors.js';
import type { RdfQuad } from '../rdf-terms.js';
import { DEFAULT_LIMITS, type ParseLimits } from './limits.js';

/** The canonical labels of the blank nodes of some statements, and the statements as canonical N-Quads. */
export interface Canonical {
  readonly nQuads: string;
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * RDFC-1.0. Two sets of statements are the same exactly when this is.
 * @throws BAD_INPUT where blank nodes are so alike that telling them apart would take more work than is allowed, as in
 *   graphs that are made to keep readers busy.
 */
export async function canonical(
  quads: readonly RdfQuad[],
  { workFactor = DEFAULT_LIMITS.workFactor }: Partial<Pick<ParseLimits, 'workFactor'>> = {},
): Promise<Canonical> {
  const { canonize } = (await import('rdf-canonize')).default;
  const labels = new Map<string, string>();
  try {
    const nQuads = await canonize(quads, {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      maxWorkFactor: workFactor,
      canonicalIdMap: labels,
    });
    return { nQuads, labels };
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('Maximum deep iterations')) throw error;
    throw badInput(
      'The document has blank nodes that are too much alike to be told apart within the limit of work (RDFC-1.0). ' +
        'Give its nodes IRIs.',
      { workFactor },
    );
  }
}
