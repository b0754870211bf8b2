import { groupBy } from '../../group-by.js';
import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import { entityDefinition } from '../../model/registry.js';
import type { IdentifiedDocument } from '../ingest/apply-documents.js';
import { documentHash } from '../ingest/claims.js';
import type { EdgeWrite, IngestStore } from '../ingest/ingest.store.js';
import type { Untold } from './connector.js';

/** A document of a thing of which a part could not be read. */
export interface PartlyTold extends IdentifiedDocument {
  readonly untold: Untold;
}

interface Completed extends IdentifiedDocument {
  /** Why a part of it is from before; nothing where there was nothing to keep. */
  readonly unread?: string;
}

/** These documents, with what their source stated before in the place of what it could not be asked for now. */
export async function withUntold(
  store: IngestStore,
  source: string,
  partly: readonly PartlyTold[],
): Promise<Completed[]> {
  if (partly.length === 0) return [];
  const ids = partly.map(({ id }) => id);
  const { result } = await store.transact(async (tx) => {
    const stored = await tx.lock(ids);
    const edges = groupBy(await tx.edgesStatedBy(ids, source), ({ downstream }) => downstream);
    return partly.map(({ id, document, untold }) => {
      const claim = stored.get(id)?.claims.find((one) => one.source === source);
      const whole = completed(document, untold, claim?.body, edges.get(id) ?? []);
      const same = documentHash(whole) === documentHash(document);
      return { id, document: whole, ...(same ? {} : { unread: untold.reason }) };
    });
  });
  return result;
}

function completed(
  document: EntityDocument,
  { properties, relations }: Untold,
  before: EntityDocument | undefined,
  edges: readonly EdgeWrite[],
): EntityDocument {
  const kept = properties.flatMap((name) => {
    const value = before?.[name];
    if (value === undefined) return [];
    const map = entityDefinition(document.kind).properties.get(name)?.map;
    return [[name, map ? { ...(value as object), ...(document[name] as object | undefined) } : value]];
  });
  const stated = [
    ...(document.edges ?? []),
    ...edges.filter(({ type }) => relations.includes(type)).map(statementOf),
  ];
  // One of each, what was stated before in front: in one order, so that what says nothing new is seen to.
  const all = new Map(stated.map((edge) => [`${edge.type} ${edge.upstream}`, edge]));
  const keys = [...all.keys()].sort();
  return {
    ...document,
    ...(Object.fromEntries(kept) as Record<string, unknown>),
    ...(keys.length > 0 ? { edges: keys.map((key) => all.get(key) as EdgeStatement) } : {}),
  };
}

/** The statement of which the catalog made an edge. */
function statementOf({ type, upstream, via, properties }: EdgeWrite): EdgeStatement {
  const { stated, ...rest } = properties;
  const said = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
  return {
    type,
    upstream,
    ...(via === '' ? {} : { via }),
    ...(stated === 'RECORDED' ? {} : { stated }),
    ...Object.fromEntries(said),
  } as EdgeStatement;
}
