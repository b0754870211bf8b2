import { badInput } from '../../errors.js';
import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { entityId, kindOf } from '../../model/entity-id.js';
import { entityDefinition } from '../../model/registry.js';
import { relationDefinition, type StatedRelation } from '../../model/relations.js';
import type { ForeignGraph, ForeignNode } from './graph.js';
import type { TableName } from './names.js';
import type { Aside } from './report.js';

/** A document in the making, and the node that it is made from. */
export interface Drafted {
  readonly id: string;
  readonly kind: EntityKind;
  readonly node: ForeignNode;
  readonly key: Readonly<Record<string, string>>;
  readonly properties: Record<string, unknown>;
  readonly edges: Map<string, EdgeStatement>;
}

/** What is being made of a document's nodes, and what is kept aside. */
export class Draft {
  readonly aside: Aside[] = [];
  private readonly byId = new Map<string, Drafted>();
  private readonly ofNodes = new Map<ForeignNode, Drafted[]>();

  constructor(
    readonly graph: ForeignGraph,
    private readonly service: string | undefined,
  ) {}

  /** The service that models belong to. @throws BAD_INPUT where none is named. */
  serviceFor(what: string): string {
    if (this.service !== undefined) return this.service;
    throw badInput(
      `The document holds ${what}, and nothing says which service they belong to. Say --service NAME.`,
    );
  }

  get namespace(): string | undefined {
    return this.service;
  }

  /**
   * The thing of that kind and key. Two nodes that have the same name are one thing only where `shared` says so:
   * else the second is kept aside.
   */
  thing(node: ForeignNode, kind: EntityKind, key: readonly string[], shared = false): Drafted | undefined {
    node.visited = true;
    const id = entityId(kind, ...key);
    const known = this.byId.get(id);
    if (known && known.node !== node && !shared) {
      this.keep(node, undefined, `has the same name as ${known.node.id}, which is ${id}`);
      return undefined;
    }
    const drafted = known ?? this.draftOf(node, kind, key);
    this.alias(node, drafted);
    return drafted;
  }

  /** A thing that is told only by what leads to it: the same one for all who name it so. */
  part(node: ForeignNode, kind: EntityKind, key: readonly string[]): Drafted {
    node.visited = true;
    const known = this.byId.get(entityId(kind, ...key));
    return known ?? this.draftOf(node, kind, key);
  }

  /** The id of a table that the document names and says nothing of. */
  mention(node: ForeignNode, kind: 'Table', { namespace, table }: TableName): string {
    node.visited = true;
    return entityId(kind, namespace, table);
  }

  /** What leads to this node leads to that thing too. */
  alias(node: ForeignNode, thing: Drafted): void {
    const own = this.ofNodes.get(node) ?? [];
    if (!own.includes(thing)) this.ofNodes.set(node, [...own, thing]);
  }

  /** What a node became, if anything, of these kinds. */
  madeOf(node: ForeignNode, ...kinds: readonly EntityKind[]): Drafted[] {
    const own = this.ofNodes.get(node) ?? [];
    return kinds.length === 0 ? own : own.filter(({ kind }) => kinds.includes(kind));
  }

  made(id: string): Drafted | undefined {
    return this.byId.get(id);
  }

  isTaken(node: ForeignNode): boolean {
    return this.ofNodes.has(node);
  }

  /** Says something of a thing, unless nothing is said or something was before. */
  say(thing: Drafted, values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) {
      const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
      if (!empty) thing.properties[name] ??= value;
    }
  }

  /** States an edge. @returns whether the model has such a one between these kinds. */
  link(from: Drafted, type: StatedRelation, upstream: string, more: Partial<EdgeStatement> = {}): boolean {
    const ends = relationDefinition(type).ends[from.kind] ?? [];
    if (!ends.includes(kindOf(upstream)) || upstream === from.id) return false;
    const key = `${type} ${upstream} ${more.via ?? ''}`;
    if (!from.edges.has(key)) from.edges.set(key, { type, upstream, ...more });
    return true;
  }

  keep(node: ForeignNode, property: string | undefined, reason: string): void {
    this.aside.push({ node: node.id, ...(property === undefined ? {} : { property }), reason });
  }

  private draftOf(node: ForeignNode, kind: EntityKind, key: readonly string[]): Drafted {
    const id = entityId(kind, ...key);
    const names = entityDefinition(kind).key;
    const drafted = {
      ...{ id, kind, node, properties: {}, edges: new Map<string, EdgeStatement>() },
      key: Object.fromEntries(names.map((name, index) => [name, key[index] ?? ''])),
    };
    this.byId.set(id, drafted);
    return drafted;
  }

  /** Every node that became something, with what it became. */
  get nodes(): readonly (readonly [ForeignNode, readonly Drafted[]])[] {
    return [...this.ofNodes];
  }

  get things(): readonly Drafted[] {
    return [...this.byId.values()];
  }
}

/** The same document for the same statements, in whatever order they came. */
export function documentOf({ kind, key, properties, edges }: Drafted): EntityDocument {
  const sorted = [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
  return { kind, ...key, ...properties, ...(sorted.length > 0 ? { edges: sorted } : {}) };
}
