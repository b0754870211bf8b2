import type { Sink } from '../../catalog/sync/connector.js';
import { step } from '../../json-pointer.js';
import { checkOf } from '../schema-check.js';
import { EXPOSURE_SCHEMA, NODE_SCHEMA } from './artifact.schema.js';
import type { Catalog, CatalogTable, DependsOn, Exposure, Manifest, Node } from './artifacts.js';
import { partsOfRelation } from './relation-name.js';

/** What of a project has a table in the warehouse, or is written into queries that have. */
const WITH_TABLES = ['model', 'seed', 'snapshot', 'source'];

/** A node with a table of its own. */
export interface ProjectTable {
  readonly node: Node;
  /** Its name in the warehouse: `shop.mart.orders`. */
  readonly table: string;
  readonly parts: readonly string[];
  readonly catalog?: CatalogTable;
}

const isNode = checkOf(NODE_SCHEMA);
const isExposure = checkOf(EXPOSURE_SCHEMA);

/** The tables of a project and what each is made from. What is wrong in the manifest is refused alone. */
export class Project {
  readonly tables = new Map<string, ProjectTable>();
  readonly exposures: Exposure[] = [];
  private readonly nodes = new Map<string, DependsOn>();

  constructor(
    readonly manifest: Manifest,
    catalog: Catalog | undefined,
    sink: Pick<Sink, 'reject'>,
  ) {
    const between = [manifest.metrics, manifest.semantic_models, manifest.saved_queries];
    for (const [id, node] of between.flatMap((part) => Object.entries(part ?? {}))) this.nodes.set(id, node);
    for (const [part, value] of [
      ...entries(manifest.nodes, '/nodes'),
      ...entries(manifest.sources, '/sources'),
    ]) {
      this.take(value, part, catalog, sink);
    }
    for (const [part, value] of entries(manifest.exposures ?? {}, '/exposures')) {
      const problem = isExposure(value, part);
      if (problem) sink.reject({ document: 'manifest.json', ...problem });
      else this.exposures.push(value as Exposure);
    }
  }

  get adapter(): string {
    return this.manifest.metadata.adapter_type ?? '';
  }

  /** The tables that something is made from; what has none of its own (ephemeral models) is looked through. */
  tablesBehind(node: DependsOn): ProjectTable[] {
    const found = new Set<ProjectTable>();
    const seen = new Set<string>();
    const open = [...(node.depends_on?.nodes ?? [])];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const table = this.tables.get(id);
      if (table) found.add(table);
      else open.push(...(this.nodes.get(id)?.depends_on?.nodes ?? []));
    }
    return [...found].sort((a, b) => (a.table < b.table ? -1 : 1));
  }

  private take(value: unknown, at: string, catalog: Catalog | undefined, sink: Pick<Sink, 'reject'>): void {
    const type =
      typeof value === 'object' && value !== null && 'resource_type' in value ? value.resource_type : '';
    // Tests, analyses and operations leave nothing behind.
    if (!WITH_TABLES.includes(String(type))) return;
    const problem = isNode(value, at);
    if (problem) return sink.reject({ document: 'manifest.json', ...problem });
    const node = value as Node;
    this.nodes.set(node.unique_id, node);
    if (typeof node.relation_name !== 'string') return;
    const parts = partsOfRelation(node.relation_name);
    if (!parts) {
      const reason = 'is not the name of a table';
      return sink.reject({ document: 'manifest.json', pointer: `${at}/relation_name`, reason });
    }
    const known = catalog?.nodes[node.unique_id] ?? catalog?.sources[node.unique_id];
    this.tables.set(node.unique_id, {
      node,
      table: parts.join('.'),
      parts,
      ...(known ? { catalog: known } : {}),
    });
  }
}

const entries = (part: Readonly<Record<string, unknown>>, at: string): [string, unknown][] =>
  Object.entries(part).map(([id, value]) => [at + step(id), value]);
