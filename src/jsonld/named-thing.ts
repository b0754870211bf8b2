import { decodeSegment } from '../model/entity-id.js';
import { ENTITY_KINDS } from '../model/entities.js';
import { contextFor, type JsonObject } from './context.js';
import { conceptNode, agentNode } from './property-values.js';
import { entityIri } from './iris.js';
import { exportedProperties, propertyTerm } from './term-table.js';
import { formOf } from './value-forms.js';
import type { Curie } from './vocabularies.js';

/** A name that is too long for an IRI is told by its hash, from which it cannot be read back. */
const HASHED = '~sha256-';
const AGENT_CLASSES = ['foaf:Agent', 'prov:Agent'] as const;

/** What has a name and no document of its own in the catalog, such as a data type or an owner. */
export interface NamedThing {
  /** Its document, with what is registered by that name. */
  with(registered: readonly string[]): JsonObject;
}

/** The concept or, without a scheme, the agent of that name; undefined for a scheme that names no concepts. */
export function namedThing({
  base,
  scheme,
  segment,
}: {
  readonly base: string;
  readonly scheme?: string;
  readonly segment: string;
}): NamedThing | undefined {
  const classes = scheme === undefined ? AGENT_CLASSES : conceptClasses().get(scheme);
  if (!classes) return undefined;
  const iri = scheme === undefined ? `${base}/Agent/${segment}` : `${base}/Concept/${scheme}/${segment}`;
  const node = segment.startsWith(HASHED)
    ? { '@id': iri, '@type': classes }
    : scheme === undefined
      ? agentNode(base, decodeSegment(segment), classes)
      : conceptNode(base, scheme, decodeSegment(segment), classes);
  const link = scheme === undefined ? 'prov:alternateOf' : 'skos:exactMatch';
  return {
    with: (registered) => ({
      '@context': contextFor([]),
      ...node,
      ...(registered.length > 0 ? { [link]: registered.map((id) => ({ '@id': entityIri(base, id) })) } : {}),
    }),
  };
}

let schemes: Map<string, readonly Curie[]> | undefined;

/** The properties whose values are concepts, each with the classes of these. */
function conceptClasses(): Map<string, readonly Curie[]> {
  schemes ??= new Map(
    ENTITY_KINDS.flatMap((kind) =>
      exportedProperties(kind).flatMap(([name, options]) => {
        const form = formOf(propertyTerm(kind, name, options), kind);
        return form.form === 'concept' ? [[name, form.classes] as const] : [];
      }),
    ),
  );
  return schemes;
}
