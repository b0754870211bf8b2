import { entityDefinition, isEntityKind } from '../../model/registry.js';
import { decodeSegment, entityId, parseId, pathToId } from '../../model/entity-id.js';
import { agentIri, conceptIri } from '../iris.js';
import { HeadwaterError } from '../../errors.js';

/** What a thing's IRI and its id tell: the base that it is under. Nothing where they do not belong together. */
export function baseOf(iri: string, id: string): string | undefined {
  const path = `/${id.replace(':', '/')}`;
  return iri.endsWith(path) ? iri.slice(0, -path.length) : undefined;
}

/** The id of an entity by its IRI; nothing where the IRI is of another base, or of no entity. */
export function idOfIri(base: string, iri: string): string | undefined {
  if (!iri.startsWith(`${base}/`)) return undefined;
  const id = pathToId(iri.slice(base.length + 1));
  try {
    const { kind, key } = parseId(id);
    if (!isEntityKind(kind) || key.length !== entityDefinition(kind).key.length) return undefined;
    return entityId(kind, ...key) === id ? id : undefined;
  } catch (error) {
    if (error instanceof HeadwaterError) return undefined;
    throw error;
  }
}

/**
 * The name that an IRI of a concept or an agent was made of. Long ones are only hashes there: then it is what stands
 * beside it, if it is the one that the IRI was made of.
 */
export function nameOfIri(
  makeIri: (name: string) => string,
  iri: string,
  beside: unknown,
): string | undefined {
  const candidates = [decodedEnd(iri), ...(typeof beside === 'string' ? [beside] : [])];
  return candidates.find((name) => name !== undefined && makeIri(name) === iri);
}

export const conceptName = (base: string, scheme: string, iri: string, beside: unknown): string | undefined =>
  nameOfIri((name) => conceptIri(base, scheme, name), iri, beside);

export const agentName = (base: string, iri: string, beside: unknown): string | undefined =>
  nameOfIri((name) => agentIri(base, name), iri, beside);

function decodedEnd(iri: string): string | undefined {
  try {
    return decodeSegment(iri.slice(iri.lastIndexOf('/') + 1));
  } catch {
    return undefined;
  }
}
