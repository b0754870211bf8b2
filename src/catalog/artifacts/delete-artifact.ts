import { HeadwaterError } from '../../errors.js';
import type { Editor } from '../curate/edit-things.js';
import type { ArtifactPorts } from './artifact-ports.js';
import { findArtifact } from './find-artifact.js';
import { dropContent } from './keep-content.js';
import { removeArtifactRecord } from './remove-artifact-record.js';

/**
 * Deletes an artifact that a person uploaded or tracked, and frees its content if nothing else has the same.
 * @throws NOT_FOUND, CONFLICT for what the sync of a source would bring back.
 */
export async function deleteArtifact(ports: ArtifactPorts, id: string, editor: Editor): Promise<void> {
  await ports.turns.take(id, async () => {
    const { name, uploaded, checksum } = await findArtifact(ports.entities, id);
    if (!(await removeArtifactRecord(ports, id, editor))) {
      await findArtifact(ports.entities, id);
      throw new HeadwaterError(
        'CONFLICT',
        `"${name}" is recorded by the sync of its source, which would bring it back. Delete it there.`,
        { id },
      );
    }
    if (uploaded === true) await dropContent(ports, String(checksum), id);
  });
}
