import { HeadwaterError } from '../../errors.js';
import type { ParseLimits } from './limits.js';

type Bounds = Pick<ParseLimits, 'contexts' | 'terms' | 'scopedWork'>;

/**
 * Refuses contexts that would keep a processor busy for hours: each one copies all terms before it, and those that a
 * type or property brings along may be made anew at every object.
 * @throws TOO_LARGE before any context is processed.
 */
export function refuseContextBombs(document: unknown, limits: Bounds): void {
  let contexts = 0;
  let terms = 0;
  let objects = 0;
  let scoped = 0;
  const waiting: { value: unknown; within: boolean }[] = [{ value: document, within: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, within } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const part of value) waiting.push({ value: part, within });
      continue;
    }
    objects += 1;
    for (const [key, part] of Object.entries(value)) {
      if (key === '@context') {
        const parts = contextsIn(part);
        const size = parts.reduce((sum, context) => sum + Object.keys(context).length, 0);
        contexts += Array.isArray(part) ? part.length : 1;
        terms += size;
        if (within) scoped = Math.max(scoped, size);
        for (const context of parts) waiting.push({ value: Object.values(context), within: true });
      } else waiting.push({ value: part, within });
    }
  }
  refuseAbove('contexts', contexts, limits.contexts);
  refuseAbove('terms in its contexts', terms, limits.terms);
  refuseAbove('terms to define, over all its objects', scoped * objects, limits.scopedWork);
}

function contextsIn(value: unknown): object[] {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts.filter(
    (part): part is object => typeof part === 'object' && part !== null && !Array.isArray(part),
  );
}

function refuseAbove(what: string, count: number, limit: number): void {
  if (count <= limit) return;
  throw new HeadwaterError('TOO_LARGE', `The document has ${count} ${what}; the limit is ${limit}.`, {
    limit,
    count,
  });
}
