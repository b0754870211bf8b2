import type { EntityExport, ExportedNode } from '../catalog/browse/export-entities.js';
import type { EntityKind } from '../model/entities.js';
import { contextFor, contextText, type JsonObject } from './context.js';
import type { PartClass } from './derived-terms.js';
import { consequenceValues } from './answer-nodes.js';
import { changeValues } from './change-nodes.js';
import { derivedKeys, derivedValues } from './derived-values.js';
import { entityIri } from './iris.js';
import { claimedClasses, isFile } from './profile-claims.js';
import { keptValues } from './kept-values.js';
import { propertyValues, type JsonLdNode } from './property-values.js';
import { CHILD_LINKS, relationKey } from './relation-terms.js';
import { statementsOf } from './statement-nodes.js';

export interface SerializeOptions {
  /** What the IRIs of entities begin with; no slash at its end. */
  readonly base: string;
}

/**
 * The document of one entity: the entity with all that is known of it, and inside it, in brief, the things it
 * refers to. It carries the part of the context it needs, so that any processor reads it without fetching.
 */
export function entityDocument(entity: EntityExport, { base }: SerializeOptions): JsonObject {
  const writer = new NodeWriter(base, entity.others, true);
  const node = writer.writeRoot(entity);
  return { '@context': contextFor([...writer.kinds], [...writer.parts]), ...node };
}

/** The same as text in one line. */
export function entityLine(entity: EntityExport, { base }: SerializeOptions): string {
  const writer = new NodeWriter(base, entity.others, true);
  const node = JSON.stringify(writer.writeRoot(entity));
  return `{"@context":${contextText([...writer.kinds], [...writer.parts])},${node.slice(1)}`;
}

/** One entity alone, without a context: a part of a document that has the others as its own parts. */
export function entityNode(entity: EntityExport, { base }: SerializeOptions): JsonLdNode {
  return new NodeWriter(base, entity.others, false).writeRoot(entity);
}

class NodeWriter {
  readonly kinds = new Set<EntityKind>();
  /** Classes of ours for what is no entity, as far as they occur. */
  readonly parts = new Set<PartClass>();
  private readonly written = new Set<string>();

  constructor(
    private readonly base: string,
    private readonly others: ReadonlyMap<string, ExportedNode>,
    /** Whether what is referred to stands in the document as well. */
    private readonly embeds: boolean,
  ) {}

  writeRoot(entity: EntityExport): JsonLdNode {
    const { root, part = 'WHOLE', asOf } = entity;
    for (const name of partsOf(entity)) this.parts.add(name);
    if (part === 'FURTHER') return this.further(entity);
    if (part === 'BRIEF') return this.write(root, false);
    return {
      ...this.write(root, part === 'WHOLE'),
      ...(asOf === undefined ? {} : { asOf }),
      ...statementsOf(this.base, root.edges),
      ...keptValues(this.base, root),
      ...changeValues(this.base, entity),
      ...consequenceValues(this.base, entity),
    };
  }

  /** More changes of a thing that was told before. */
  private further(entity: EntityExport): JsonLdNode {
    const { id, kind } = entity.root.record;
    this.kinds.add(kind);
    return { '@id': entityIri(this.base, id), '@type': [kind], ...changeValues(this.base, entity) };
  }

  private write(node: ExportedNode, whole: boolean): JsonLdNode {
    const { record, parent, kept } = node;
    const derived = derivedValues(record, this.base);
    this.written.add(record.id);
    this.kinds.add(record.kind);
    if (record.kind === 'Metric') this.parts.add('MetricPoint');
    return {
      '@id': entityIri(this.base, record.id),
      '@type': [record.kind, ...claimedClasses(node, this.others)],
      identifier: record.id,
      ...propertyValues(this.base, record),
      ...derived,
      ...(kept ? derivedKeys(record.kind, derived) : {}),
      ...catalogued(node, whole),
      ...(parent && this.others.has(parent) ? { partOf: this.refer(parent) } : {}),
      ...this.relations(node),
      ...this.children(node),
      ...this.predictions(node),
    };
  }

  /** A thing in its first place, in brief; its IRI alone in any other. */
  private refer(id: string): JsonLdNode | string {
    const node = this.embeds && !this.written.has(id) ? this.others.get(id) : undefined;
    return node ? this.write(node, false) : entityIri(this.base, id);
  }

  private relations({ edges }: ExportedNode): Record<string, unknown> {
    const targets = new Map<string, Set<string>>();
    for (const { type, upstream } of edges) append(targets, relationKey(type), upstream);
    return this.referToAll(targets);
  }

  private children({ children }: ExportedNode): Record<string, unknown> {
    const targets = new Map<string, Set<string>>();
    for (const { relation, child } of children) {
      const link = CHILD_LINKS[relation];
      if (link) append(targets, this.isFile(child) ? 'files' : link.key, child);
    }
    return this.referToAll(targets);
  }

  private isFile(id: string): boolean {
    const record = this.others.get(id)?.record;
    return record?.kind === 'Artifact' && isFile(record);
  }

  private predictions({ predictions }: ExportedNode): Record<string, unknown> {
    return predictions.length > 0 ? this.referToAll(new Map([['predictions', new Set(predictions)]])) : {};
  }

  private referToAll(targets: ReadonlyMap<string, ReadonlySet<string>>): Record<string, unknown> {
    const entries = [...targets].map(([key, ids]) => [key, this.inOrder(ids).map((id) => this.refer(id))]);
    return Object.fromEntries(entries) as Record<string, unknown>;
  }

  /** Columns and features in their own order, all else by id, so that equal catalogs give equal documents. */
  private inOrder(ids: ReadonlySet<string>): string[] {
    const positions = new Map(
      [...ids].map((id) => [id, Number(this.others.get(id)?.record['position'] ?? 0)]),
    );
    return [...ids].sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0) || (a < b ? -1 : 1));
  }
}

function partsOf({ root: { edges, kept }, changes, consequence }: EntityExport): PartClass[] {
  return [
    ...(edges.length > 0 || (kept && kept.past.length > 0) ? (['Statement'] as const) : []),
    ...(kept && kept.claims.length > 0 ? (['Claim'] as const) : []),
    ...(kept && kept.pending.length > 0 ? (['PendingStatement'] as const) : []),
    ...(changes && changes.length > 0 ? (['Change', 'Revision'] as const) : []),
    ...(consequence ? (['Consequence'] as const) : []),
  ];
}

/** What the catalog itself knows of a thing. */
function catalogued({ record }: ExportedNode, whole: boolean): Record<string, unknown> {
  const { since, until, revision } = record;
  return whole ? { since, ...(until === undefined ? {} : { until }), revision } : {};
}

function append(groups: Map<string, Set<string>>, key: string, value: string): void {
  const group = groups.get(key) ?? new Set<string>();
  groups.set(key, group.add(value));
}
