import { notFound } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
import { kindOf } from '../../model/entity-id.js';
import { parentOf } from '../ingest/mentions.js';
import { ruleBroken } from './failures.js';
import { checkTagsFree } from '../rules/unique-tag.rule.js';
import type { CurateStore } from './curate.store.js';
import { editThings, type Edit, type Edited, type Editor } from './edit-things.js';

/** A name that sits on one version of a model at a time, and the version that it is to sit on. */
export interface TagMove {
  readonly version: string;
  readonly tag: string;
  /** Takes it off the version instead, so that no version has it. */
  readonly remove?: boolean;
  readonly expectedRevision?: number | undefined;
}

const TAGS = 'uniqueTags';

/**
 * Puts a unique tag on a version and takes it off the one that had it, as one step. The model is locked first: of two
 * who move one tag at once, the second finds where the first has put it, and one version holds it in the end.
 */
export async function moveUniqueTag(
  store: CurateStore,
  editor: Editor,
  { version, tag, remove = false, expectedRevision }: TagMove,
  now: string,
): Promise<Edited> {
  return store.transact(async (tx) => {
    const model = modelOf(version);
    await tx.lock([model]);
    const versions = await tx.taggedVersions(model);
    const holders = versions.filter(({ id, uniqueTags }) => id !== version && uniqueTags.includes(tag));
    // One that a registry has put elsewhere is the registry's to move.
    checkTagsFree(
      version,
      [tag],
      versions.filter((candidate) => !holders.includes(candidate)),
    );
    const edits: Edit[] = [
      {
        ...tagEdit(version, (tags) => [...tags.filter((name) => name !== tag), ...(remove ? [] : [tag])]),
        expectedRevision,
      },
      ...holders
        .filter(() => !remove)
        .map(({ id }) => tagEdit(id, (tags) => tags.filter((name) => name !== tag))),
    ];
    const [edited] = await editThings(tx, editor, edits, now);
    return edited as Edited;
  });
}

function modelOf(version: string): string {
  if (kindOf(version) !== 'MLModelVersion')
    throw ruleBroken('unique-tag', `A unique tag sits on a version of a model; ${version} is none.`, {
      field: 'version',
    });
  const parent = parentOf(version);
  if (parent === undefined) throw notFound(version);
  return parent;
}

function tagEdit(id: string, change: (tags: readonly string[]) => string[]): Edit {
  const say = (said: EntityDocument): EntityDocument => {
    const { [TAGS]: tags = [], ...rest } = said;
    const changed = change(tags as string[]).sort();
    return changed.length > 0 ? { ...rest, kind: said.kind, [TAGS]: changed } : { ...rest, kind: said.kind };
  };
  return { id, say, mayAlsoSay: [TAGS] };
}
