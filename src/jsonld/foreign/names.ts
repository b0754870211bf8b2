import { runsCode } from '../../web-address.js';

/** What relative IRIs of a document are relative to: a name that nothing on any network has (RFC 2606). */
export const DOCUMENT_BASE = 'http://document.invalid/';

export interface TableName {
  readonly namespace: string;
  readonly table: string;
}

/** Whether an IRI says where something is, in any document; those that would run code never do. */
export const isName = (iri: string): boolean =>
  /^[a-z][a-z0-9+.-]*:./i.test(iri) && !iri.startsWith(DOCUMENT_BASE) && !runsCode(iri);

/** Whether an IRI can be followed by a person. */
export const isLink = (iri: string): boolean => /^https?:\/\/[^/\s]/i.test(iri) && isName(iri);

/** The part of a relative IRI that its document wrote; nothing for any other. */
export const relativePart = (iri: string): string | undefined =>
  iri.startsWith(DOCUMENT_BASE) && iri.length > DOCUMENT_BASE.length
    ? iri.slice(DOCUMENT_BASE.length)
    : undefined;

/**
 * As OpenLineage names datasets: scheme and host are the namespace, the rest is the name. What has no host is split
 * behind its first part: `urn:dataset:orders` is `orders` of `urn:dataset`. Hosts are told apart without regard to case.
 */
export function tableName(iri: string): TableName {
  const [, scheme = '', host = '', rest = ''] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)\/?(.*)$/is.exec(iri) ?? [];
  if (host) return { namespace: `${scheme}://${host}`.toLowerCase(), table: rest || '/' };
  const [, kind = '', name = ''] = /^([^:]+:[^:]+):(.+)$/s.exec(iri) ?? [];
  if (name) return { namespace: kind, table: name };
  const colon = iri.indexOf(':');
  return { namespace: iri.slice(0, colon), table: iri.slice(colon + 1) };
}

/** The host of an IRI; nothing where it has none. */
export const hostOf = (iri: string): string | undefined =>
  isName(iri) ? /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(iri)?.[1]?.toLowerCase() : undefined;
