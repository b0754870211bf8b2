import { entityDefinition } from '../../model/registry.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { factKey, type Fact } from './difference.js';
import { toldAsPart } from './part-facts.js';
import { valueText } from './value-text.js';

/** What each version has of its own: it would differ between any two of them and tell nothing. */
const OWN_TO_EACH_VERSION: readonly string[] = [
  ...['name', 'sourceUrl', 'createdAt', 'updatedAt', 'registeredAt', 'modelUri', 'artifactUri', 'runId'],
];

/**
 * The plain fields of a thing, those of a map one by one. Of two versions without what each has of its own. Long series
 * are left out: the catalog keeps no past of them.
 */
export function propertyFacts(record: EntityRecord, { ofTwo }: { ofTwo: boolean }): Fact[] {
  const { key, properties } = entityDefinition(record.kind);
  const left = new Set([...key, ...toldAsPart(record.kind), ...(ofTwo ? OWN_TO_EACH_VERSION : [])]);
  const facts: Fact[] = [];
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return;
    facts.push({ aspect: 'PROPERTY', key: factKey('PROPERTY', name), name, ...valueText(value) });
  };
  for (const [name, { history = true, map }] of properties) {
    if (!history || left.has(name)) continue;
    const value = record[name];
    if (map && isMap(value)) for (const [part, own] of Object.entries(value)) add(`${name}.${part}`, own);
    else add(name, value);
  }
  add('until', record.until);
  return facts;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
