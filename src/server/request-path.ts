import type { Request } from 'express';
import { badInput } from '../errors.js';
import { ENTITY_KINDS } from '../model/entities.js';
import { entityId, parseId, pathToId } from '../model/entity-id.js';

/** As it was sent: Express would decode the segments, and their slashes with them. */
export const rawPath = ({ originalUrl }: Request): string => originalUrl.replace(/[?#].*$/s, '');

/** The parameters behind the path, each as often as it was given. */
export const parametersOf = ({ originalUrl }: Request): URLSearchParams =>
  new URLSearchParams(/\?([^#]*)/s.exec(originalUrl)?.[1] ?? '');

/** An id or a name out of a path. Clients may encode more than they must; a key has one spelling. */
export function idOfPath(path: string): string {
  const text = path.includes(':') ? path : pathToId(path);
  try {
    const { kind, key } = parseId(text);
    if ((ENTITY_KINDS as readonly string[]).includes(kind)) return entityId(kind, ...key);
  } catch {
    // No id: then it is a name.
  }
  return decodedSegment(path);
}

/** @throws BAD_INPUT */
export function decodedSegment(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badInput('The path is not percent-encoded UTF-8.');
  }
}
