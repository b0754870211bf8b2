import { badInput } from '../errors.js';
import { entityId, parseId } from '../model/entity-id.js';

/**
 * The artifact that an argument means: its id in its one spelling, and what its file is called where nobody says
 * otherwise, which is never a path. @throws BAD_INPUT
 */
export function artifactOf(text: string): { id: string; fileName: string } {
  if (!text.startsWith('Artifact:')) {
    throw badInput(
      `"${text.slice(0, 200)}" is not the id of an artifact. This shows them: headwater artifact list VERSION`,
    );
  }
  const { key } = parseId(text);
  return { id: entityId('Artifact', ...key), fileName: fileNameOf(key.at(-1) ?? '') };
}

function fileNameOf(path: string): string {
  const name =
    path
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/[\p{Cc}:]/gu, '_') ?? '';
  return /^\.*$/.test(name) ? 'artifact' : name;
}
