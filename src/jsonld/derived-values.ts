import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { EntityKind } from '../model/entities.js';
import { entityId } from '../model/entity-id.js';
import { entityDefinition } from '../model/registry.js';
import { agentIri, conceptIri, entityIri, partIri } from './iris.js';
import { decimal, wallClock, wellFormed } from './literals.js';
import { createdAt, isFile, publisherOf } from './profile-claims.js';
import { agentNode, conceptNode } from './property-values.js';

type Derivation = (record: EntityRecord, base: string) => Record<string, unknown>;

/** RFC 2046: what a body is when nothing more is known of it than that it is bytes. */
const ANY_FORMAT = 'application/octet-stream';

/**
 * What follows from one record alone, and so is the same wherever the thing is written. Nothing is invented:
 * each of these is a recorded fact under the name by which others look for it.
 */
const DERIVATIONS: Partial<Record<EntityKind, Derivation>> = {
  MLModelService: (record, base) => {
    const publisher = publisherOf(record);
    return publisher === undefined
      ? {}
      : { publisher: agentNode(base, publisher, ['foaf:Agent', 'prov:Agent']) };
  },
  MLModel: ({ service, model, latestVersion }, base) =>
    typeof latestVersion === 'string'
      ? {
          currentVersion: entityIri(
            base,
            entityId('MLModelVersion', String(service), String(model), latestVersion),
          ),
        }
      : {},
  MLModelVersion: (record) => ({
    ...versionTitle(record),
    // Where no other date is given, it came to be when it was registered.
    ...(record['createdAt'] === undefined && createdAt(record) !== undefined
      ? { createdAt: createdAt(record) }
      : {}),
  }),
  Artifact: (record, base) =>
    isFile(record) && record['mimeType'] === undefined
      ? { mimeType: conceptNode(base, 'mimeType', ANY_FORMAT, ['skos:Concept']) }
      : {},
  Table: dataset,
  MLFeatureTable: dataset,
  Metric: (record, base) => ({ ...measured(record, base), ...history(record, base) }),
  // By their names alone things refer to concepts and agents; these are what is registered by the names.
  Domain: ({ name }, base) => ({ concept: conceptIri(base, 'domain', name) }),
  GlossaryTerm: ({ name }, base) => ({ concept: conceptIri(base, 'terms', name) }),
  User: agent,
  Team: agent,
};

function dataset(record: EntityRecord): Record<string, unknown> {
  return {
    ...(record['description'] === undefined ? { account: accountOf(record) } : {}),
    // Its data had been collected by then: when its source says it was made, or when the catalog first met it.
    collectionDate: record['createdAt'] ?? record.since,
  };
}

/** foaf:Agent demands that it has a name. */
function agent({ name }: EntityRecord, base: string): Record<string, unknown> {
  return { agentName: wellFormed(name), agent: agentIri(base, name) };
}

export const derivedValues = (record: EntityRecord, base: string): Record<string, unknown> =>
  DERIVATIONS[record.kind]?.(record, base) ?? {};

/** Which of these keys stand where a recorded value would: nobody stated what they say. */
export function derivedKeys(
  kind: EntityKind,
  values: Readonly<Record<string, unknown>>,
): { derived?: string[] } {
  const { properties } = entityDefinition(kind);
  const keys = Object.keys(values).filter((key) => properties.has(key));
  return keys.length > 0 ? { derived: keys } : {};
}

/** A version that is called by its number alone would be one of many of that title in other catalogs. */
function versionTitle({ name, model, version }: EntityRecord): { name?: string } {
  return name === version ? { name: wellFormed(`${String(model)} ${String(version)}`) } : {};
}

const accountOf = ({ name, namespace, service }: EntityRecord): string =>
  wellFormed(`Data set ${name} in ${String(namespace ?? service)}. Its sources give no description of it.`);

function measured({ value, metric }: EntityRecord, base: string): Record<string, unknown> {
  if (typeof value !== 'number') return {};
  return { hasValue: decimal(value), quality: conceptIri(base, 'metric', String(metric)) };
}

/** The points of a metric's history: each has an IRI, whose number tells their order. */
function history(record: EntityRecord, base: string): Record<string, unknown> {
  const steps = listOf<number>(record['seriesSteps']);
  const times = listOf<number>(record['seriesTimes']);
  const values = listOf<number>(record['seriesValues']);
  const texts = listOf<string>(record['seriesTexts']);
  const length = Math.max(steps.length, times.length, values.length, texts.length);
  if (length === 0) return {};
  const iri = entityIri(base, record.id);
  const points = Array.from({ length }, (_, index) => ({
    '@id': partIri(iri, `point-${index}`),
    '@type': ['MetricPoint'],
    ...(steps[index] === undefined ? {} : { step: steps[index] }),
    ...(times[index] === undefined ? {} : { measuredAt: wallClock(times[index]) }),
    ...(values[index] === undefined ? {} : { value: decimal(values[index]) }),
    ...(texts[index] === undefined ? {} : { text: wellFormed(texts[index]) }),
  }));
  return { points };
}

const listOf = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []);
