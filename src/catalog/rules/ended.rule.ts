import { ruleBroken } from '../curate/failures.js';
import type { StoredEntity } from '../ingest/ingest.store.js';

/** @throws RULE_BROKEN `ended` where a thing has ended; `before` says what it must be restored for: "you change it". */
export function checkCurrent(
  id: string,
  { until }: Pick<StoredEntity, 'until'>,
  before: string,
  inTheWay: readonly string[] = [id],
): void {
  if (until === undefined) return;
  const message = `${id} ended on ${until}. Restore it before ${before}.`;
  throw ruleBroken('ended', message, { inTheWay, offer: 'RESTORE' });
}
