import type { PropertyOptions } from '../../model/decorators.js';
import type { EntityKind } from '../../model/entities.js';
import { isIri } from '../iris.js';
import { exportedProperties, propertyTerm } from '../term-table.js';
import { formOf, type ValueForm } from '../value-forms.js';
import { agentName, conceptName } from './names-of-iris.js';
import { isObject, listOf, type CompactNode } from './plain-nodes.js';
import { RefusedNode } from './refused.js';

const WORDS: Readonly<Record<string, string>> = { NaN: 'NaN', INF: 'Infinity', '-INF': '-Infinity' };

/** Reads the values of one node. What is wrong is told with the node and the key. */
export class ValueReader {
  constructor(
    private readonly base: string,
    private readonly node: string,
  ) {}

  /** The recorded properties of an entity, but for the keys that only follow from others. */
  properties(kind: EntityKind, node: CompactNode, derived: ReadonlySet<string>): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [name, options] of exportedProperties(kind)) {
      if (derived.has(name)) continue;
      const form = formOf(propertyTerm(kind, name, options), kind);
      const value = this.property(name, options, form, node);
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  private property(name: string, options: PropertyOptions, form: ValueForm, node: CompactNode): unknown {
    const raw = node[name];
    const asText = form.form === 'resource' ? node[`hw:${name}`] : undefined;
    if (raw === undefined) return asText === undefined ? undefined : this.text(name, asText);
    if (asText !== undefined) throw this.refused(name, 'stands twice, as an address and as a text');
    // The list whole is one value; processors abbreviate one of a single item to that item.
    if (options.ordered === true) return listOf(raw);
    if (options.type === 'json' && !options.list) return raw;
    const items = listOf(raw).map((item) => this.item(name, options, form, item));
    if (options.list) return inOrder(items);
    if (items.length !== 1) throw this.refused(name, `has ${items.length} values; it takes one`);
    return items[0];
  }

  private item(name: string, { type }: PropertyOptions, { form }: ValueForm, item: unknown): unknown {
    switch (form) {
      case 'literal':
        return this.literal(name, type, item);
      case 'resource':
        return this.address(name, item);
      case 'agent':
        return this.named(name, item, 'agentName', (iri, beside) => agentName(this.base, iri, beside));
      case 'concept':
        return this.named(name, item, 'notation', (iri, beside) => conceptName(this.base, name, iri, beside));
    }
  }

  /** A literal as documents have it: numbers that JSON lacks are words. */
  literal(key: string, type: PropertyOptions['type'], raw: unknown): unknown {
    if (type === 'json') return raw;
    const value = this.plain(key, raw);
    switch (type) {
      case 'int':
      case 'long':
        return this.whole(key, value);
      case 'float':
        return WORDS[String(value)] ?? this.number(key, value);
      case 'boolean':
        if (value === true || value === 'true' || value === '1') return true;
        if (value === false || value === 'false' || value === '0') return false;
        throw this.refused(key, 'is no boolean');
      default:
        if (typeof value !== 'string') throw this.refused(key, 'is no text');
        return value;
    }
  }

  text(key: string, raw: unknown): string {
    const value = this.plain(key, raw);
    if (typeof value !== 'string') throw this.refused(key, 'is no text');
    return value;
  }

  texts(key: string, raw: unknown): string[] {
    return inOrder(listOf(raw).map((item) => this.text(key, item)));
  }

  whole(key: string, raw: unknown): number {
    const value = this.number(key, this.plain(key, raw));
    if (!Number.isSafeInteger(value)) throw this.refused(key, 'is no whole number that can be kept exactly');
    return value;
  }

  /** A time in the one form in which times are kept. */
  time(key: string, raw: unknown): string {
    const ms = Date.parse(this.text(key, raw));
    if (Number.isNaN(ms)) throw this.refused(key, 'is no time');
    return new Date(ms).toISOString();
  }

  number(key: string, value: unknown): number {
    const number = typeof value === 'number' ? value : NUMBER.test(String(value)) ? Number(value) : NaN;
    if (!Number.isFinite(number)) throw this.refused(key, 'is no number');
    return number;
  }

  /** The IRI of a thing that is referred to. */
  iri(key: string, raw: unknown): string {
    const value = isObject(raw) ? raw['@id'] : raw;
    if (typeof value !== 'string' || value.startsWith('_:'))
      throw this.refused(key, 'refers to nothing that has an IRI');
    return value;
  }

  refused(key: string, reason: string): RefusedNode {
    return new RefusedNode(this.node, key === '' ? '' : `/${key}`, reason);
  }

  /** What a literal holds, whatever datatype it says it has. */
  private plain(key: string, raw: unknown): unknown {
    if (!isObject(raw)) return raw;
    if (raw['@list'] !== undefined) throw this.refused(key, 'is an RDF list; values here have no order');
    if (raw['@language'] !== undefined)
      throw this.refused(
        key,
        `is in the language "${String(raw['@language'])}"; the catalog keeps texts without one`,
      );
    if (raw['@value'] === undefined) throw this.refused(key, 'is a thing where a value belongs');
    return raw['@value'];
  }

  private address(key: string, raw: unknown): string {
    const iri = this.iri(key, raw);
    if (isIri(iri)) return iri;
    throw this.refused(key, `is no address that can be followed safely: ${String(iri).slice(0, 200)}`);
  }

  private named(
    key: string,
    raw: unknown,
    beside: string,
    nameOf: (iri: string, beside: unknown) => string | undefined,
  ): string {
    const iri = this.iri(key, raw);
    const name = nameOf(iri, isObject(raw) ? raw[beside] : undefined);
    if (name === undefined)
      throw this.refused(key, `names ${iri.slice(0, 300)}, which is no name of a catalog at ${this.base}`);
    return name;
  }
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** RDF knows no order of values: in one that is always the same, each once. */
export function inOrder<Item>(items: readonly Item[]): Item[] {
  const distinct = [...new Set(items)];
  return distinct.sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  );
}
