import { notFound } from '../../errors.js';
import type { EdgeStatement } from '../../model/document.js';
import type { EdgeWrite, IngestTransaction } from '../ingest/ingest.store.js';
import { isModelUri } from '../ingest/model-reference.js';
import type { Editor } from './edit-things.js';
import { invalid } from './failures.js';
import { PEOPLE } from './people.js';

/**
 * The edges that people state of a thing: DECLARED unless they say otherwise, with who says so and why. What they
 * point at must be there.
 */
export async function declaredEdges(
  tx: Pick<IngestTransaction, 'existing'>,
  { actor, reason }: Editor,
  downstream: string,
  statements: readonly EdgeStatement[],
): Promise<EdgeWrite[]> {
  const uri = statements.findIndex(({ upstream }) => isModelUri(upstream));
  if (uri >= 0) throw invalid(`edges.${uri}.upstream`, 'Name the version by its id: a models:/ URI moves.');
  const existing = await tx.existing(statements.map(({ upstream }) => upstream));
  return statements.map(({ type, upstream, via = '', stated = 'DECLARED', rule, ...rest }): EdgeWrite => {
    if (!existing.has(upstream)) throw notFound(upstream);
    const { transformations, masked, digest } = rest;
    return {
      ...{ type, downstream, upstream, by: PEOPLE, via },
      properties: {
        stated,
        rule,
        transformations,
        masked,
        digest,
        declaredBy: actor,
        reason: rest.reason ?? reason,
      },
    };
  });
}
