import { parseId } from '../../model/entity-id.js';
import { ruleBroken } from '../curate/failures.js';

/** Names that people take for the same: without case, and in one Unicode form. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC');

const foldedKey = (id: string): string => JSON.stringify([parseId(id).kind, ...parseId(id).key.map(fold)]);

/** @throws RULE_BROKEN `distinct-names` where a sibling is called the same but for case or Unicode form. */
export function checkDistinctName(id: string, siblings: readonly { id: string }[]): void {
  const wanted = foldedKey(id);
  const twin = siblings.find((sibling) => sibling.id !== id && foldedKey(sibling.id) === wanted);
  if (!twin) return;
  throw ruleBroken(
    'distinct-names',
    `${twin.id} is there already and differs from ${id} only in upper and lower case or in how its letters are written.`,
    { inTheWay: [twin.id] },
  );
}
