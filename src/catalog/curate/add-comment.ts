import { randomUUID } from 'node:crypto';
import type { CurateStore } from './curate.store.js';
import type { Edited, Editor } from './edit-things.js';
import { registerThing } from './register-thing.js';

/** Writes a comment about a thing. Comments are a history: none is ever changed. */
export function addComment(
  store: CurateStore,
  editor: Editor,
  { about, text }: { readonly about: string; readonly text: string },
  now: string,
): Promise<Edited> {
  return registerThing(
    store,
    editor,
    {
      ...{ kind: 'Comment', comment: randomUUID(), author: editor.actor, text, writtenAt: now },
      edges: [{ type: 'COMMENTS_ON', upstream: about }],
    },
    now,
  );
}
