import type { Editor } from '../curate/edit-things.js';
import { isWitnessed, PEOPLE } from '../curate/people.js';
import { lifeChange } from '../ingest/end-things.js';
import type { ArtifactPorts } from './artifact-ports.js';

/**
 * Removes an artifact of which nobody but people speak; answers false where there is none, or where a source does. It
 * is gone for good, as its content is; the feed of changes tells who did it. The one place that knows how an artifact
 * leaves the graph.
 */
export async function removeArtifactRecord(
  { curation, clock }: Pick<ArtifactPorts, 'curation' | 'clock'>,
  id: string,
  editor: Editor,
): Promise<boolean> {
  return curation.transact(async (tx) => {
    const stored = (await tx.lock([id])).get(id);
    if (!stored || stored.claims.length === 0 || isWitnessed(stored.claims)) return false;
    await tx.purge([id]);
    const removed = { id, revision: stored.revision + 1 };
    await tx.recordChanges([
      lifeChange(removed, 'PURGED', { source: PEOPLE, ...editor }, [], [], clock().toISOString()),
    ]);
    return true;
  });
}
