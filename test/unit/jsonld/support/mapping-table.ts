import { ENTITY_KINDS, type EntityKind } from '../../../../src/model/entities.js';
import { entityDefinition } from '../../../../src/model/registry.js';
import { sharedTerms, termsOf, type Term, type TermTable } from '../../../../src/jsonld/term-table.js';

/** The mapping as `docs/jsonld.md` shows it: what the model's decorators come to. */
export function mappingTables(): string {
  const shared = sharedTerms();
  const own = (kind: EntityKind): [string, Term][] =>
    [...termsOf(kind)].filter(([key, term]) => JSON.stringify(shared.get(key)) !== JSON.stringify(term));
  return [
    '### Every kind',
    table([...shared]),
    ...ENTITY_KINDS.flatMap((kind) => [`### ${kind}`, classes(kind), table(own(kind))]),
  ].join('\n\n');
}

const classes = (kind: EntityKind): string =>
  `Classes: ${['hw:' + kind, ...entityDefinition(kind).classes].map((name) => `\`${name}\``).join(', ')}`;

const table = (terms: readonly (readonly [string, Term])[] | TermTable): string =>
  [
    '| Key | Property | Value |',
    '| --- | --- | --- |',
    ...[...terms].map(([key, term]) => row(key, term)),
  ].join('\n');

const row = (key: string, { id, type, language, set }: Term): string =>
  `| \`${key}\` | \`${id}\` | ${valueOf(type, language)}${set ? ', any number' : ''} |`;

function valueOf(type: string | undefined, language: string | undefined): string {
  if (type === '@id') return 'a thing';
  if (type === '@json') return 'JSON';
  return language ? `text in "${language}"` : type ? `\`${type}\`` : 'text';
}

/** Prettier pads the cells of tables; only what stands in them counts. */
export const unpadded = (markdown: string): string =>
  markdown.replace(/-{3,}/g, '---').replace(/ +/g, ' ').trim();
