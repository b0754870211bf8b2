import type { EntityDocument } from '../../model/document.js';
import { ruleBroken } from '../curate/failures.js';

const OF_THE_STORE = ['checksum', 'size'];

/**
 * @throws RULE_BROKEN `stored-content` where these fields of an artifact are the store's to fill: said by hand, a
 * download would not be what it says.
 */
export function checkStoredContent(present: EntityDocument, fields: readonly string[]): void {
  if (present.kind !== 'Artifact') return;
  const kept = present['uploaded'] === true ? ['uploaded', ...OF_THE_STORE] : ['uploaded'];
  const field = fields.find((name) => kept.includes(name));
  if (field === undefined) return;
  throw ruleBroken(
    'stored-content',
    `${field} of an artifact follows from its upload: upload it, or track it where it lies without that field.`,
    { field },
  );
}
