import { kindOf } from '../../model/entity-id.js';
import type { CurateTransaction } from '../curate/curate.store.js';
import { ruleBroken } from '../curate/failures.js';

/** @throws RULE_BROKEN `served-version` naming the deployments in service that answer with one of these. */
export async function checkNotServed(
  tx: Pick<CurateTransaction, 'liveDeployments'>,
  id: string,
  contained: readonly string[],
): Promise<void> {
  const versions = [id, ...contained].filter((candidate) => kindOf(candidate) === 'MLModelVersion');
  const live = versions.length > 0 ? await tx.liveDeployments(versions) : [];
  if (live.length === 0) return;
  const deployments = [...new Set(live.map(({ deployment }) => deployment))].sort();
  throw ruleBroken(
    'served-version',
    `${id} cannot be deleted: ${deployments.join(', ')} ${deployments.length > 1 ? 'serve' : 'serves'} ${kindOf(id) === 'MLModelVersion' ? 'it' : live.length > 1 ? 'versions of it' : 'a version of it'}. Stop or move what is in service first, or archive it instead.`,
    { inTheWay: deployments, offer: 'ARCHIVE' },
  );
}
