import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import { entityId, parseId } from '../../model/entity-id.js';
import { applyRule, checkRule, type NameRule, type NamesSection } from './name-rules.js';
import { NearNames, type MappedName, type NamingReport } from './naming-report.js';
import { READINGS, readName, type Reading } from './readings.js';
import { nameKey, sameName, type TableName } from './table-name.js';

/** Names that the report lists; the number of the rest is told. */
const LISTED = 100;
/** Namespaces that are a service's own: what is named there has no name that others use. */
const OWN = /^(mlflow|feast|dbt|files|headwater):\/\//;

/**
 * Gives the tables of a run their canonical names, between a connector and the catalog. Rules of the configuration go
 * before built-in readings; what neither knows keeps its name and is reported. Made anew for each run.
 */
export class NameMapping {
  private readonly rules: readonly { readonly rule: NameRule; readonly by: string }[];
  private readonly readings: readonly Reading[];
  private readonly met = new Map<string, MappedName>();

  /** @throws CONFIGURATION for a rule that cannot be applied. */
  constructor({ rules = [], readings = READINGS }: NamesSection, service: string) {
    rules.forEach(checkRule);
    this.readings = readings;
    this.rules = rules
      .map((rule, index) => ({ rule, by: `names.rules.${index}` }))
      .filter(({ rule }) => rule.services?.includes(service) ?? true);
  }

  /**
   * The document with the names of tables replaced: in the key of a Table or a Column, and wherever an edge leads to
   * one. What is not as documents are stays as it is: checking comes after.
   */
  rewrite(document: EntityDocument): EntityDocument {
    const { kind, edges } = document;
    const keyed = kind === 'Table' || kind === 'Column' ? this.key(document) : undefined;
    const mapped = Array.isArray(edges) ? this.edges(edges) : edges;
    if (!keyed && mapped === edges) return document;
    return { ...document, ...keyed, ...(mapped === undefined ? {} : { edges: mapped }) };
  }

  /** An id with the name of its table replaced; that of anything else, or no id at all, as it is. */
  rewriteId(id: string): string {
    if (typeof id !== 'string' || !/^(Table|Column):/.test(id)) return id;
    try {
      const { kind, key } = parseId(id);
      const [namespace, table, ...column] = key;
      if (namespace === undefined || table === undefined) return id;
      const name = this.nameOf({ namespace, table });
      return entityId(kind, name.namespace, name.table, ...column);
    } catch {
      // No id, or one that would be too long: the document is refused for it when it is checked.
      return id;
    }
  }

  /** What was renamed and what met nothing; `known` are names that others use, besides those of this run. */
  report(known: Iterable<TableName> = []): NamingReport {
    const all = [...this.met.values()];
    const others = new Map([...known].map((name) => [nameKey(name), name]));
    for (const { to } of all) others.set(nameKey(to), to);
    const near = new NearNames([...others.values()].filter(({ namespace }) => !OWN.test(namespace)));
    const unmet = all.filter(({ to }) => OWN.test(to.namespace));
    const mapped = all.filter(({ from, to }) => !sameName(from, to));
    return {
      mapped,
      byRule: this.counted(mapped),
      unmet: unmet.slice(0, LISTED).map(({ to }) => ({ name: to, near: near.of(to) })),
      unmetTotal: unmet.length,
      joined: joined(all),
    };
  }

  /** In their order. A rule for any service may be there for the others; one that names services has to meet something. */
  private counted(mapped: readonly MappedName[]): NamingReport['byRule'] {
    const counts = new Map<string, number>();
    for (const { by } of mapped) counts.set(by, (counts.get(by) ?? 0) + 1);
    const own = new Set(this.rules.filter(({ rule }) => rule.services !== undefined).map(({ by }) => by));
    return [...this.rules.map(({ by }) => by), 'reading']
      .map((by) => ({ by, count: counts.get(by) ?? 0 }))
      .filter(({ by, count }) => count > 0 || own.has(by));
  }

  private key({ namespace, table }: EntityDocument): TableName | undefined {
    return typeof namespace === 'string' && typeof table === 'string'
      ? this.nameOf({ namespace, table })
      : undefined;
  }

  /** Each edge once: two names of one table may have been its ends. */
  private edges(edges: readonly EdgeStatement[]): readonly EdgeStatement[] {
    const mapped = edges.map((edge) => {
      const upstream = this.rewriteId(edge.upstream);
      return upstream === edge.upstream ? edge : { ...edge, upstream };
    });
    if (mapped.every((edge, index) => edge === edges[index])) return edges;
    const byEnds = new Map<string, EdgeStatement>();
    for (const edge of mapped) {
      const key = JSON.stringify([edge.type, edge.upstream, edge.service, edge.via]);
      if (!byEnds.has(key)) byEnds.set(key, edge);
    }
    return [...byEnds.values()];
  }

  private nameOf(from: TableName): TableName {
    const key = nameKey(from);
    const known = this.met.get(key) ?? this.map(from);
    this.met.set(key, known);
    return known.to;
  }

  private map(from: TableName): MappedName {
    for (const { rule, by } of this.rules) {
      const to = applyRule(rule, from);
      if (to) return { from, to, by };
    }
    const to = readName(from, this.readings);
    return { from, to: to ?? from, by: to ? 'reading' : 'none' };
  }
}

function joined(all: readonly MappedName[]): NamingReport['joined'] {
  const byTarget = new Map<string, MappedName[]>();
  for (const name of all) byTarget.set(nameKey(name.to), [...(byTarget.get(nameKey(name.to)) ?? []), name]);
  return [...byTarget.values()].flatMap((names) =>
    names.length > 1 && names[0] ? [{ to: names[0].to, from: names.map(({ from }) => from) }] : [],
  );
}
