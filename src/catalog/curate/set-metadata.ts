import type { EntityDocument } from '../../model/document.js';
import { kindOf } from '../../model/entity-id.js';
import { entityDefinition } from '../../model/registry.js';
import type { CurateStore } from './curate.store.js';
import { editThing, type Edited, type Editor } from './edit-things.js';
import { invalid } from './failures.js';

export interface MetadataEntry {
  readonly id: string;
  readonly key: string;
  /** Any JSON; null takes people's value away. */
  readonly value: unknown;
  readonly expectedRevision?: number | undefined;
}

/** Sets one key of a thing's metadata and leaves the others, whoever states them; taken away, a source is heard again. */
export async function setMetadata(
  store: CurateStore,
  editor: Editor,
  { id, key, value, expectedRevision }: MetadataEntry,
  now: string,
): Promise<Edited> {
  if (!entityDefinition(kindOf(id)).properties.has('metadata'))
    throw invalid('id', `A ${kindOf(id)} has no metadata.`);
  const say = (said: EntityDocument): EntityDocument => {
    const { metadata = {}, ...rest } = said;
    const others = Object.entries(metadata as object).filter(([name]) => name !== key);
    const entries = value === null ? others : [...others, [key, value] as const];
    return entries.length > 0
      ? { ...rest, kind: said.kind, metadata: Object.fromEntries(entries) }
      : { ...rest, kind: said.kind };
  };
  return store.transact((tx) => editThing(tx, editor, { id, say, expectedRevision }, now));
}
