import type { FeatureEvidence } from '../catalog/provenance/provenance.js';
import { kindOf, parseId } from '../model/entity-id.js';
import { textOf } from './text.js';

/** What a person calls a source: `table.column`, or the table. */
export function sourceName(id: string): string {
  const [, table = '', column] = parseId(id).key;
  return kindOf(id) === 'Column' ? `${table}.${column ?? ''}` : table;
}

/** A feature in one line: its type, where its values enter, and how that is known. */
export function featureLine({ feature, sources }: FeatureEvidence): string {
  const type = textOf(feature['dataType']) ?? 'type not recorded';
  const from = sources.map(({ source, certainty }) => `${sourceName(source.id)} (${certainty})`);
  return `${type}; from ${from.length > 0 ? from.join(', ') : 'unknown sources'}`;
}
