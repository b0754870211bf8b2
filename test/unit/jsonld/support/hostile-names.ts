import type { EntityDocument } from '../../../../src/model/document.js';
import { entityId } from '../../../../src/model/entity-id.js';

/** Names that break what is put together by concatenation. */
export const HOSTILE_NAMES: Readonly<Record<string, string>> = {
  slashes: 'a/b//../c',
  quotes: `it's "quoted" \\ and \`more\``,
  unicode: 'Modèle für Kündigung 顧客 👩‍🔬 \u202Edrawkcab',
  markup: '<script>alert("x")</script> & <!-- -->',
  lines: 'first\nsecond\r\n\tthird',
  controls: 'bell\u0007 nul\u0000 delete\u007f',
  keyword: '@id',
  curie: 'dct:title',
  cypher: "x'}) DETACH DELETE n //",
  blank: ' ',
  dots: '..',
  long: 'é'.repeat(150),
};

/** One version of a model of that name, with a column, a feature, a setting and an address of that name. */
export function hostileDocuments(name: string): EntityDocument[] {
  const key = { service: name, model: name, version: name };
  const column = entityId('Column', 'ns', name, name);
  const table = entityId('Table', 'ns', name);
  return [
    { kind: 'Table', namespace: 'ns', table: name, description: name, owners: [name], tags: [name] },
    { kind: 'Column', namespace: 'ns', table: name, column: name, dataType: name },
    {
      kind: 'MLModelVersion',
      ...key,
      ...{ name, displayName: name, author: name, domain: name, sourceUrl: name, aliases: [name] },
      registeredAt: '2026-11-03T09:20:00.000Z',
      signature: { [name]: [name] },
      edges: [{ type: 'TRAINED_ON', upstream: table, digest: name, rule: name, transformations: [name] }],
    },
    {
      kind: 'MLFeature',
      ...key,
      feature: name,
      dataType: name,
      edges: [{ type: 'DERIVED_FROM', upstream: column }],
    },
    { kind: 'Artifact', ...key, path: 'model', uri: 's3://bucket/model', mimeType: name },
    { kind: 'HyperParameter', ...key, parameter: name, value: name },
    { kind: 'Metric', ...key, metric: 'auc', datasetName: 'd', slice: name, value: 'NaN', unit: name },
    { kind: 'Deployment', service: name, endpoint: name, url: name, traffic: { [name]: 100 } },
    { kind: 'ModelStep', ...key, step: name, parameters: { [name]: { [name]: name } } },
    { kind: 'MLFeatureTable', service: name, featureTable: name, entityKeys: [name] },
    { kind: 'StoredFeature', service: name, featureTable: name, feature: name },
    { kind: 'Tag', name, classification: name },
    { kind: 'GlossaryTerm', name, synonyms: [name] },
    { kind: 'Domain', name },
    { kind: 'User', name, email: name },
    { kind: 'Team', name },
    {
      kind: 'Comment',
      comment: name,
      author: name,
      text: name,
      edges: [{ type: 'COMMENTS_ON', upstream: table }],
    },
  ];
}

/** Addresses that are none, and some that only look strange. */
export const HOSTILE_ADDRESSES: readonly string[] = [
  'javascript:alert(1)',
  'data:text/html,<script>',
  'not an address',
  '/relative/path',
  'dct:title',
  'https://host/with space',
  'https://host/<angle>',
  'https://host/new\nline',
  '',
];
