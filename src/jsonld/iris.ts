import { encodeSegment, idToPath } from '../model/entity-id.js';
import { shortDigest } from '../short-digest.js';
import { schemeOf } from '../web-address.js';
import { isPrefixScheme } from './vocabularies.js';
import { wellFormed } from './literals.js';

/** Longer names are told by their hash: some stores refuse IRIs above a few kilobytes. */
const LONGEST_SEGMENT = 500;

/** The IRI of an entity: `<base>/<Kind>/<segments of its key>`. */
export const entityIri = (base: string, id: string): string => `${base}/${idToPath(id)}`;

/** The IRI of something that is known by its name alone, the same wherever it is named. */
export function conceptIri(base: string, scheme: string, name: string): string {
  return `${base}/Concept/${scheme}/${nameSegment(name)}`;
}

export const agentIri = (base: string, name: string): string => `${base}/Agent/${nameSegment(name)}`;

function nameSegment(name: string): string {
  const segment = encodeSegment(wellFormed(name));
  return segment.length <= LONGEST_SEGMENT ? segment : `~sha256-${shortDigest(name)}`;
}

/** A part of an entity that has no key of its own: it is found in the entity's document. */
export const partIri = (entity: string, part: string): string => `${entity}#${part}`;

/** The IRI of what one source states with one edge: the edge's own key makes it. */
export function statementIri(
  downstream: string,
  { type, upstream, by, via }: { type: string; upstream: string; by: string; via?: string },
): string {
  return partIri(downstream, `${type}-${shortDigest(JSON.stringify([upstream, by, via ?? '']))}`);
}

/** Whether a recorded text can stand as an IRI. What cannot is exported as the text that it is. */
export function isIri(text: unknown): text is string {
  if (typeof text !== 'string' || text !== wellFormed(text)) return false;
  const scheme = schemeOf(text);
  return scheme !== undefined && !isPrefixScheme(scheme);
}
