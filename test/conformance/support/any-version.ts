import fc from 'fast-check';
import type { EntityDocument } from '../../../src/model/document.js';
import type { EntityKind } from '../../../src/model/entities.js';
import { entityDefinition } from '../../../src/model/registry.js';
import { fullDocument } from '../../unit/jsonld/support/full-documents.js';
import { HOSTILE_ADDRESSES, HOSTILE_NAMES } from '../../unit/jsonld/support/hostile-names.js';

/** What cards tell of. */
const KINDS: readonly EntityKind[] = [
  ...(['MLModel', 'MLModelVersion', 'TrainingRun', 'Table', 'Column', 'Artifact', 'Metric'] as const),
  ...(['HyperParameter', 'MLFeature', 'User', 'Team', 'Comment', 'Deployment', 'Pipeline'] as const),
];

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(...Object.values(HOSTILE_NAMES), ...HOSTILE_ADDRESSES),
  fc.constantFrom('MIT', 'Apache-2.0 OR MIT', 'a@b.example', `sha256:${'0'.repeat(64)}`, 'limitations=none', 'PII'),
);
const metadata = fc.dictionary(fc.constantFrom('limitations', 'users', 'intended_use', 'approach', 'risk', 'x'), fc.oneof(text, fc.array(text), fc.double({ noDefaultInfinity: true, noNaN: true }), fc.jsonValue()), { maxKeys: 4 });

/** A document with some of its properties left out, and others of any text. Edges stay, or not. */
function anyDocument(kind: EntityKind): fc.Arbitrary<EntityDocument> {
  const { key, properties } = entityDefinition(kind);
  const { edges, ...full } = fullDocument(kind);
  const values = [...properties].flatMap(([name, { type, list, values: closed }]) => {
    if (key.includes(name)) return [];
    const one = fc.constant(full[name]);
    if (name === 'metadata') return [[name, fc.option(metadata, { nil: undefined })] as const];
    const any = type !== 'string' || closed ? one : list ? fc.array(text.filter(Boolean), { maxLength: 3 }) : text;
    return [[name, fc.option(any, { nil: undefined })] as const];
  });
  return fc
    .tuple(fc.record(Object.fromEntries(values)), fc.subarray([...(edges ?? [])]))
    .map(([changed, some]) => {
      const stated = Object.entries({ ...full, ...changed }).filter(([, value]) => value !== undefined);
      return { ...Object.fromEntries(stated), kind, ...(edges ? { edges: some } : {}) };
    });
}

/** Any catalog about one version: whatever is known of it and of what hangs together with it. */
export const anyVersion: fc.Arbitrary<EntityDocument[]> = fc
  .tuple(...KINDS.map((kind) => fc.option(anyDocument(kind), { nil: undefined })), anyDocument('MLModelVersion'))
  .map((all) => {
    const documents = all.filter((one) => one !== undefined);
    const version = documents.at(-1) as EntityDocument;
    return [...documents.filter(({ kind }) => kind !== 'MLModelVersion'), version];
  });
