import { badInput } from '../errors.js';
import type { EntityKind } from './entities.js';

/**
 * Deterministic ids: `<Kind>:<segment>/<segment>…`, one segment per part of the natural key, so that
 * writing a thing twice is writing it once and no look-up is needed to name it.
 *
 * A segment is percent-encoded UTF-8. `~` never comes out of that encoding here, so it marks the
 * segments that would not survive as a path of an IRI: an empty one is `~`, `.` and `..` are `~.` and `~..`.
 * Within one kind, two different keys therefore never share an id.
 */
const SPECIAL = new Set(['', '.', '..']);

/** Neo4j refuses to index strings above about 8 kB; half of that leaves room for the IRI around it. */
export const MAX_ID_LENGTH = 4096;

export function encodeSegment(part: string): string {
  if (SPECIAL.has(part)) return `~${part}`;
  return encodeURIComponent(part).replace(/~/g, '%7E');
}

export function decodeSegment(segment: string): string {
  if (segment.startsWith('~')) return segment.slice(1);
  return decodeURIComponent(segment);
}

/**
 * The id of the thing of that kind with that natural key.
 * @throws BAD_INPUT for a key that no id can carry: unpaired surrogates, or an id above {@link MAX_ID_LENGTH}.
 */
export function entityId(kind: EntityKind, ...key: readonly string[]): string {
  const id = `${kind}:${key.map(encodeSafely).join('/')}`;
  if (id.length > MAX_ID_LENGTH) {
    throw badInput(
      `The key of this ${kind} is too long: its id would have ${id.length} characters, the limit is ${MAX_ID_LENGTH}.`,
    );
  }
  return id;
}

function encodeSafely(part: string): string {
  try {
    return encodeSegment(part);
  } catch {
    throw badInput('A key holds an unpaired surrogate, which is not valid Unicode text.');
  }
}

/** What an id says of itself. @throws BAD_INPUT when the text is not an id. */
export function parseId(id: string): { kind: EntityKind; key: string[] } {
  const colon = id.indexOf(':');
  const kind = id.slice(0, colon);
  if (colon <= 0 || !/^[A-Za-z]+$/.test(kind))
    throw badInput(`"${id.slice(0, 200)}" is not an id: it has no kind before a colon.`);
  try {
    return {
      kind: kind as EntityKind,
      key: id
        .slice(colon + 1)
        .split('/')
        .map(decodeSegment),
    };
  } catch {
    throw badInput(`"${id.slice(0, 200)}" is not an id: a segment is not percent-encoded UTF-8.`);
  }
}

/** The kind in an id that is known to be one; no more than a slice, for the walks that ask it of each thing. */
export const kindOf = (id: string): EntityKind => id.slice(0, id.indexOf(':')) as EntityKind;

/** What the ids of a kind lie between, so that an index in their order finds them: a semicolon comes after a colon. */
export const idBounds = (kind: EntityKind): { readonly after: string; readonly end: string } => ({
  after: `${kind}:`,
  end: `${kind};`,
});

/** The id of a column's table, which is the column's own without its last segment. */
export const tableOf = (column: string): string =>
  `Table${column.slice(column.indexOf(':'), column.lastIndexOf('/'))}`;

/** The path of an entity's IRI below the catalog's base: `<Kind>/<segments>`. */
export const idToPath = (id: string): string => id.replace(':', '/');
export const pathToId = (path: string): string => path.replace('/', ':');
