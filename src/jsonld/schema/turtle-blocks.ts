import { createHash } from 'node:crypto';
import { PREFIXES } from '../vocabularies.js';

/** The vocabularies that ontology and shapes are written in, beside those of exports. */
const SCHEMA_PREFIXES = {
  ...PREFIXES,
  om: 'https://open-metadata.org/ontology/',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'https://schema.org/',
  sh: 'http://www.w3.org/ns/shacl#',
} as const;

export type SchemaCurie = `${keyof typeof SCHEMA_PREFIXES}:${string}`;

/** A property and its values, each as Turtle has them; a property without values is left out. */
export type Line = readonly [property: SchemaCurie | 'a', ...values: string[]];

/** A text in English. What JSON escapes, Turtle escapes in the same way. */
export const english = (text: string): string => `${JSON.stringify(text)}@en`;
export const plain = (text: string): string => JSON.stringify(text);
export const iriText = (iri: string): string => `<${iri}>`;
export const list = (items: readonly string[]): string => `( ${items.join(' ')} )`;

/** One thing with what is said of it. */
export function block(subject: string, lines: readonly Line[]): string {
  const said = lines
    .filter(([, ...values]) => values.length > 0)
    .map(([property, ...values]) => `${property} ${values.join(', ')}`);
  return `${subject} ${said.join(' ;\n    ')} .\n`;
}

/** The whole document: only the prefixes that it uses, then its blocks. */
export function turtleDocument(blocks: readonly string[]): string {
  const text = blocks.join('\n');
  const used = Object.entries(SCHEMA_PREFIXES).filter(([prefix]) =>
    new RegExp(`(^|[\\s(^])${prefix}:`, 'm').test(text),
  );
  const prefixes = used.map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  return `${prefixes.join('\n')}\n\n${text}`;
}

/** A version that changes when, and only when, what is said changes: nobody has to count it up. */
export const versionOf = (blocks: readonly string[]): string =>
  createHash('sha256').update(blocks.join('\n')).digest('hex').slice(0, 12);
