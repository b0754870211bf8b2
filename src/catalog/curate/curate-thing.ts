import type { EntityDocument } from '../../model/document.js';
import { kindOf } from '../../model/entity-id.js';
import { entityDefinition } from '../../model/registry.js';
import { checkStoredContent } from '../rules/stored-content.rule.js';
import type { CurateStore } from './curate.store.js';
import { editThing, type Edited, type Editor } from './edit-things.js';
import { invalid, ruleBroken } from './failures.js';

/** What is to be said of a thing, and what is no longer. */
export interface Curation {
  readonly id: string;
  /** Values by field; they go before those of all sources. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Fields whose value is the sources' again. */
  readonly revert?: readonly string[];
  readonly expectedRevision?: number | undefined;
}

/** Says something of a thing, whoever brought it in, or takes it back. */
export async function curateThing(
  store: CurateStore,
  editor: Editor,
  { id, set = {}, revert = [], expectedRevision }: Curation,
  now: string,
): Promise<Edited> {
  checkFields(id, Object.keys(set), 'set');
  checkFields(id, revert, 'revert');
  const both = revert.find((field) => field in set);
  if (both !== undefined)
    throw invalid(`revert.${revert.indexOf(both)}`, `${both} cannot be both set and reverted.`);
  const say = (said: EntityDocument, present: EntityDocument): EntityDocument => {
    checkStoredContent(present, [...Object.keys(set), ...revert]);
    const kept = Object.entries(said).filter(([field]) => !revert.includes(field));
    return { ...Object.fromEntries(kept), ...set, kind: said.kind };
  };
  return store.transact((tx) => editThing(tx, editor, { id, say, expectedRevision }, now));
}

function checkFields(id: string, fields: readonly string[], part: 'set' | 'revert'): void {
  const { kind, properties, key } = entityDefinition(kindOf(id));
  for (const [index, field] of fields.entries()) {
    const path = part === 'set' ? `set.${field}` : `revert.${index}`;
    const options = properties.get(field);
    if (!options) {
      const known = [...properties.keys()].filter((name) => !key.includes(name));
      throw invalid(path, `A ${kind} has no field "${field}". It has: ${known.join(', ')}.`);
    }
    if (key.includes(field) || field === 'name')
      throw ruleBroken(
        'immutable-field',
        `The ${field} of a thing never changes: it is part of what it is.`,
        {
          field,
        },
      );
  }
}
