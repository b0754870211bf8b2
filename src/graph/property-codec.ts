import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { sortKey } from '../catalog/browse/sort-key.js';
import { searchProperties } from '../catalog/search/entity-text.js';
import type { KeptClaim } from '../catalog/browse/export.reader.js';
import type { Claim } from '../catalog/ingest/claims.js';
import type { StoredEntity, EntityWrite } from '../catalog/ingest/ingest.store.js';
import type { PropertyOptions } from '../model/decorators.js';
import type { EntityDocument } from '../model/document.js';
import type { EntityKind } from '../model/entities.js';
import { entityDefinition } from '../model/registry.js';
import type { EntityRow } from './queries/upsert-entities.js';

type Node = Record<string, unknown>;

/** Properties of the catalog's own on a node, beside those that the model declares. */
const OWN_PROPERTIES = [
  'claimSources',
  'claimRanks',
  'claimHashes',
  'claimBodies',
  'nameKey',
  'searchName',
  'searchText',
];

/**
 * A graph property is a scalar or a list of one type: JSON values become text, and the words that stand for
 * the floats JSON lacks become those floats.
 */
function toGraph({ type, list }: Pick<PropertyOptions, 'type' | 'list'>, value: unknown): unknown {
  if (value === undefined) return null;
  if (list && Array.isArray(value)) return value.map((item) => toGraph({ type }, item));
  if (type === 'json') return JSON.stringify(value);
  if (type === 'float') return Number(value);
  return value;
}

function fromGraph(type: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => fromGraph(type, item));
  if (type === 'json') return JSON.parse(String(value));
  return value;
}

function toDocumentValue(type: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => toDocumentValue(type, item));
  if (type === 'float' && !Number.isFinite(value)) return String(value);
  return fromGraph(type, value);
}

/** The row that writes an entity whole: what is no longer stated is set to null and so removed. */
export function entityRow({ id, kind, revision, claims, effective, brokenRules }: EntityWrite): EntityRow {
  const definition = entityDefinition(kind);
  const declared = [...definition.properties].map(
    ([name, options]) => [name, toGraph(options, effective[name])] as const,
  );
  return {
    id,
    props: {
      ...Object.fromEntries(declared),
      kind,
      revision,
      brokenRules: brokenRules.length > 0 ? [...brokenRules] : null,
      ...nameProperties(String(effective['name'] ?? effective[definition.nameFrom])),
      ...searchProperties(kind, effective),
      claimSources: claims.map(({ source }) => source),
      claimRanks: claims.map(({ rank }) => rank),
      claimHashes: claims.map(({ hash }) => hash),
      // One claim alone is what the properties say; its body is kept only once there is another.
      claimBodies: claims.length > 1 ? claims.map(({ body }) => JSON.stringify(body)) : null,
    },
  };
}

/** A name, and beside it the key to sort it by where that is another text. */
export function nameProperties(name: string): { name: string; nameKey: string | null } {
  const key = sortKey(name);
  return { name, nameKey: key === name ? null : key };
}

/** What is kept of each source's word on a node. */
export function keptClaims(node: Node): KeptClaim[] {
  const sources = (node['claimSources'] ?? []) as string[];
  const ranks = (node['claimRanks'] ?? []) as number[];
  const hashes = (node['claimHashes'] ?? []) as string[];
  const bodies = node['claimBodies'] as string[] | null | undefined;
  return sources.map((source, index) => {
    const body = bodies?.[index];
    return {
      ...{ source, rank: ranks[index] ?? 1, hash: hashes[index] ?? '' },
      ...(body === undefined ? {} : { body: JSON.parse(body) as EntityDocument }),
    };
  });
}

/** What the sources say of a stored entity, read back from its node. */
export function storedEntity(node: Node): StoredEntity {
  const claims = keptClaims(node).map((claim): Claim => ({ ...claim, body: claim.body ?? documentOf(node) }));
  const until = node['until'];
  return {
    ...{ id: String(node['id']), revision: Number(node['revision'] ?? 0), claims },
    ...(typeof until === 'string' ? { until, endedBy: String(node['endedBy'] ?? '') } : {}),
  };
}

function documentOf(node: Node): EntityDocument {
  const kind = node['kind'] as EntityKind;
  const definition = entityDefinition(kind);
  const stated = [...definition.properties].filter(
    ([name]) => isPresent(node[name]) && !isDefaultName(node, name),
  );
  const values = stated.map(([name, { type }]) => [name, toDocumentValue(type, node[name])] as const);
  return { ...Object.fromEntries(values), kind };
}

/** The name is the key over again, under another property: nobody stated it. */
function isDefaultName(node: Node, property: string): boolean {
  const { nameFrom } = entityDefinition(node['kind'] as EntityKind);
  return property === 'name' && nameFrom !== 'name' && node['name'] === node[nameFrom];
}

const isPresent = (value: unknown): boolean => value !== null && value !== undefined;

/** A node as readers get it. */
export function entityRecord(node: Node): EntityRecord {
  const { properties } = entityDefinition(node['kind'] as EntityKind);
  const record: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(node)) {
    if (!isPresent(value) || OWN_PROPERTIES.includes(name)) continue;
    record[name] = fromGraph(properties.get(name)?.type ?? 'string', value);
  }
  return record as EntityRecord;
}
