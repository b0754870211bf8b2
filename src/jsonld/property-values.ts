import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { PropertyOptions } from '../model/decorators.js';
import type { EntityKind } from '../model/entities.js';
import { agentIri, conceptIri, isIri } from './iris.js';
import { literal, wellFormed } from './literals.js';
import { exportedProperties, propertyTerm } from './term-table.js';
import { formOf, type ValueForm } from './value-forms.js';

export interface JsonLdNode {
  readonly '@id': string;
  readonly '@type': readonly string[];
  readonly [key: string]: unknown;
}

interface WrittenProperty {
  readonly name: string;
  readonly options: PropertyOptions;
  readonly form: ValueForm;
}

/** Of each kind what its properties become; worked out once, for it is asked of every thing. */
const written = new Map<EntityKind, readonly WrittenProperty[]>();

function writtenProperties(kind: EntityKind): readonly WrittenProperty[] {
  const known =
    written.get(kind) ??
    exportedProperties(kind).map(([name, options]) => ({
      ...{ name, options },
      form: formOf(propertyTerm(kind, name, options), kind),
    }));
  written.set(kind, known);
  return known;
}

/** The recorded properties of a thing under their keys. What is not known is left out. */
export function propertyValues(base: string, record: EntityRecord): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, options, form } of writtenProperties(record.kind)) {
    const value = record[name];
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    if (form.form === 'resource' && !isIri(value)) values[`hw:${name}`] = wellFormed(String(value));
    else values[name] = eachOf(value, (item) => inForm(base, name, form, options, item), options.list);
  }
  return values;
}

function eachOf(value: unknown, convert: (item: unknown) => unknown, list: boolean | undefined): unknown {
  return list && Array.isArray(value) ? value.map(convert) : convert(value);
}

function inForm(
  base: string,
  name: string,
  { form, ...rest }: ValueForm,
  { type }: PropertyOptions,
  value: unknown,
): unknown {
  const classes = 'classes' in rest ? rest.classes : [];
  switch (form) {
    case 'literal':
      return literal(type, value);
    case 'resource':
      return { '@id': value, '@type': classes };
    case 'agent':
      return agentNode(base, String(value), classes);
    case 'concept':
      return conceptNode(base, name, String(value), classes);
  }
}

export function agentNode(base: string, name: string, classes: readonly string[]): JsonLdNode {
  return { '@id': agentIri(base, name), '@type': classes, agentName: wellFormed(name) };
}

/** What a thing is one of. A measure is named and identified too: MLDCAT-AP's it6:DataQuality demands it. */
export function conceptNode(
  base: string,
  scheme: string,
  name: string,
  classes: readonly string[],
): JsonLdNode {
  const notation = wellFormed(name);
  const named = classes.includes('it6:DataQuality') ? { name: notation, identifier: notation } : {};
  return { '@id': conceptIri(base, scheme, name), '@type': classes, notation, ...named };
}
