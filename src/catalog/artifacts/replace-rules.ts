import { HeadwaterError } from '../../errors.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { PEOPLE } from '../curate/people.js';
import type { ArtifactPorts } from './artifact-ports.js';

/** Which artifact may be replaced: none, the one with this checksum, or whatever there is. */
export type Replace = { readonly checksum: string } | 'any' | undefined;

/** What people have recorded under that id. @throws CONFLICT when a source speaks of it. */
export async function presentArtifact(
  { entities, ledger }: Pick<ArtifactPorts, 'entities' | 'ledger'>,
  id: string,
): Promise<EntityRecord | undefined> {
  const sources = await ledger.sourcesOf(id);
  const [record] = sources.length > 0 ? await entities.byIds([id]) : [];
  const [other] = sources.filter((source) => source !== PEOPLE);
  if (!record || other === undefined) return record;
  throw new HeadwaterError(
    'CONFLICT',
    `The path "${record.name}" of this version is recorded by the sync of ${other}. Choose another path.`,
    { id, source: other },
  );
}

/** @throws CONFLICT, with what is there, unless it may be replaced. */
export function requireReplaceable(present: EntityRecord | undefined, replace: Replace): void {
  const checksum = present?.['checksum'];
  const wanted = typeof replace === 'object' ? replace.checksum : undefined;
  if (wanted !== undefined ? checksum === wanted : present === undefined || replace === 'any') return;
  if (!present) throw new HeadwaterError('CONFLICT', 'The artifact that was to be replaced is not there.');
  const there =
    present['uploaded'] === true
      ? `has other content (${String(checksum)})`
      : `is recorded where it lies (${String(present['uri'])})`;
  throw new HeadwaterError(
    'CONFLICT',
    `The artifact at this path ${there}. Look at it, and say that it is to be replaced if that is meant.`,
    { id: present.id, revision: present.revision, ...(checksum === undefined ? {} : { checksum }) },
  );
}
