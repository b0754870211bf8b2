import type { JsonObject } from '../../context.js';
import { CROISSANT_CONTEXTS, croissantContext } from './croissant.js';
import { DCAT_CONTEXTS, dcatContext } from './dcat.js';
import { FAIR4ML_CONTEXTS, fair4mlContext } from './fair4ml.js';
import { MLDCAT_AP_CONTEXT, mldcatApContext } from './mldcat-ap.js';
import { PROV_CONTEXTS, provContext } from './prov.js';
import { SCHEMA_ORG_CONTEXTS, schemaOrgContext } from './schema-org.js';

const MAKERS: readonly (readonly [readonly string[], () => JsonObject])[] = [
  [[MLDCAT_AP_CONTEXT], mldcatApContext],
  [CROISSANT_CONTEXTS, croissantContext],
  [FAIR4ML_CONTEXTS, fair4mlContext],
  [SCHEMA_ORG_CONTEXTS, schemaOrgContext],
  [DCAT_CONTEXTS, dcatContext],
  [PROV_CONTEXTS, provContext],
];

const makers = new Map(MAKERS.flatMap(([iris, make]) => iris.map((iri) => [iri, make] as const)));
const made = new Map<string, JsonObject>();

/** The contexts of other vocabularies that are bundled, by their IRIs. */
export const WELL_KNOWN_CONTEXTS: readonly string[] = MAKERS.map(([[iri = '']]) => iri);

/** A bundled context of another vocabulary; nothing for an IRI that has none here. */
export function wellKnownContext(iri: string): JsonObject | undefined {
  const known = made.get(iri);
  const make = makers.get(iri);
  if (known || !make) return known;
  const context = { '@context': make() };
  made.set(iri, context);
  return context;
}
