import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { contextFor } from '../context.js';
import { PART_CLASSES, type PartClass } from '../derived-terms.js';
import { CONTEXT_IRI } from '../vocabularies.js';
import { isObject } from './plain-nodes.js';

const KINDS: ReadonlySet<string> = new Set(ENTITY_KINDS);

/** Whether a context is the one that we publish, or the part of it for the kinds that it names. */
export function isOwnContext(context: unknown): boolean {
  if (typeof context === 'string') return context === CONTEXT_IRI;
  if (!isObject(context)) return false;
  const kinds = Object.keys(context).filter((key): key is EntityKind => KINDS.has(key));
  const parts = Object.keys(context).filter((key): key is PartClass => Object.hasOwn(PART_CLASSES, key));
  return JSON.stringify(contextFor(kinds, parts)) === JSON.stringify(context);
}

/** How many contexts are remembered as texts: documents of an export have few. */
const REMEMBERED = 64;
const START = '{"@context":';

/**
 * Reads lines that begin with a context of ours without parsing it each time: it is most of what such a line holds.
 * What is remembered was read and compared once.
 */
export class ContextSkipper {
  private known: string[] = [];

  /** The line without its context, where it begins with one that is known to be ours. */
  withoutContext(line: string): string | undefined {
    const found = this.known.find((text) => line.startsWith(text, START.length));
    return found === undefined ? undefined : `{${line.slice(START.length + found.length + 1)}`;
  }

  /** To be told of a line whose context was found to be ours. */
  remember(line: string, context: unknown): void {
    const text = JSON.stringify(context);
    if (!line.startsWith(`${START}${text},"`)) return;
    this.known = [text, ...this.known].slice(0, REMEMBERED);
  }
}
