import { beforeAll, describe, expect, it } from 'vitest';
import { writeCard } from '../../../src/cards/write-card.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { fileOf } from '../../support/card-catalog.js';

const KEY = { service: 's', model: 'm', version: '2' } as const;
const ID = entityId('MLModelVersion', 's', 'm', '2');
const OLDER = entityId('MLModelVersion', 's', 'm', '1');
const TABLE = entityId('Table', 'pg://w', 'customers');
const RAW = entityId('Table', 'pg://w', 'raw');
const BASE = 'https://catalog.example';
const iri = (id: string): string => `${BASE}/${id.replace(':', '/')}`;

const metric = (name: string, value: number, more: Record<string, unknown> = {}): EntityDocument => ({
  ...{ kind: 'Metric', ...KEY, metric: name, datasetName: '', slice: '', value },
  ...more,
});

const DOCUMENTS: EntityDocument[] = [
  {
    ...{
      kind: 'MLModel',
      service: 's',
      model: 'm',
      task: 'classification',
      modelType: 'trees',
      license: 'MIT',
    },
    ...{ description: 'Who leaves.', owners: ['growth'] },
    metadata: { users: ['analysts', 'marketing'], limitations: 'Only Europe', Approach: 'Supervised' },
  },
  {
    ...{
      kind: 'MLModelVersion',
      ...KEY,
      algorithm: 'XGB',
      author: 'ana',
      tags: ['intended_use=Ranking', 'gold'],
    },
    metadata: { ethical_considerations: 'May discriminate', mitigation: 'Reviewed each month' },
    signature: { outputs: [{ name: 'score', type: 'double' }] },
    edges: [
      { type: 'TRAINED_ON', upstream: TABLE, digest: 'abc' },
      { type: 'FINE_TUNED_FROM', upstream: OLDER },
    ],
  },
  { kind: 'MLModelVersion', service: 's', model: 'm', version: '1' },
  {
    ...{ kind: 'Table', namespace: 'pg://w', table: 'customers', owners: ['ana', 'growth', 'nobody knows'] },
    edges: [{ type: 'DERIVED_FROM', upstream: RAW }],
  },
  { kind: 'Table', namespace: 'pg://w', table: 'raw' },
  {
    kind: 'Column',
    namespace: 'pg://w',
    table: 'customers',
    column: 'email',
    dataType: 'text',
    classification: 'PII',
  },
  { kind: 'User', name: 'ana', email: 'ana@shop.example' },
  { kind: 'Team', name: 'growth' },
  metric('auc', 0.9, { datasetName: 'holdout', unit: 'ratio' }),
  metric('auc_ci_lower', 0.88, { datasetName: 'holdout' }),
  metric('auc_ci_upper', 0.92, { datasetName: 'holdout' }),
  metric('recall', 0.8, { datasetName: 'holdout', slice: 'region=north', metricKind: 'fairness' }),
  metric('upper', 1),
  {
    kind: 'Artifact',
    ...KEY,
    path: 'model.bin',
    checksum: `sha256:${'a'.repeat(64)}`,
    uri: 's3://b/model.bin',
    size: 7,
  },
  { kind: 'Artifact', ...KEY, path: 'notes', checksum: 'sha256:short' },
];

type Tree = { [key: string]: Tree } & Tree[];

describe('a version as CycloneDX', () => {
  let bom: Tree;
  let model: Tree;
  const component = (id: string): Tree =>
    (bom['components'] as Tree).find((one) => String(one['bom-ref']) === iri(id)) as Tree;

  beforeAll(async () => {
    bom = JSON.parse(writeCard(await fileOf(DOCUMENTS, ID), 'cyclonedx', { base: BASE })) as Tree;
    model = component(ID);
  });

  it('is a component with its model card', () => {
    expect(model).toMatchObject({ type: 'machine-learning-model', group: 's', name: 'm', version: '2' });
    expect(model['licenses']).toEqual([{ expression: 'MIT' }]);
    expect(model['description']).toBe('Who leaves.');
    expect(model['publisher']).toBe('growth');
    expect(model['authors']).toEqual([{ name: 'ana', email: 'ana@shop.example' }]);
    expect(model['modelCard']?.['modelParameters']).toEqual({
      ...{ approach: { type: 'supervised' }, task: 'classification', architectureFamily: 'trees' },
      ...{ modelArchitecture: 'XGB', datasets: [{ ref: iri(TABLE) }], outputs: [{ format: 'double' }] },
    });
  });

  it('has its figures with slices and intervals, and bounds only where there is what they bound', () => {
    expect(model['modelCard']?.['quantitativeAnalysis']?.['performanceMetrics']).toEqual([
      {
        ...{ type: 'auc (ratio)', value: '0.9', slice: 'holdout' },
        confidenceInterval: { lowerBound: '0.88', upperBound: '0.92' },
      },
      { type: 'recall', value: '0.8', slice: 'holdout: region=north' },
      { type: 'upper', value: '1' },
    ]);
  });

  it('has what people recorded of its use, and fairness as it was measured', () => {
    expect(model['modelCard']?.['considerations']).toEqual({
      ...{ users: ['analysts', 'marketing'], useCases: ['Ranking'], technicalLimitations: ['Only Europe'] },
      ethicalConsiderations: [{ name: 'May discriminate' }],
      fairnessAssessments: [
        {
          ...{ groupAtRisk: 'holdout: region=north', harms: 'As measured: recall = 0.8' },
          mitigationStrategy: 'Reviewed each month',
        },
      ],
    });
  });

  it('has its data with columns and who answers for it', () => {
    expect(component(TABLE)).toMatchObject({
      type: 'data',
      data: [
        {
          contents: { properties: [{ name: 'email', value: 'text' }] },
          sensitiveData: ['email: PII'],
          description: 'training',
          governance: {
            owners: [
              { contact: { name: 'ana', email: 'ana@shop.example' } },
              { organization: { name: 'growth' } },
              { organization: { name: 'nobody knows' } },
            ],
          },
        },
      ],
    });
    expect(component(TABLE)['properties']).toContainEqual({ name: 'headwater:digest', value: 'abc' });
  });

  it('has dependencies as the lineage is, without a reference that leads nowhere', () => {
    const dependencies = bom['dependencies'] as unknown as { ref: string; dependsOn?: string[] }[];
    const of = (id: string): string[] | undefined =>
      dependencies.find(({ ref }) => ref === iri(id))?.dependsOn;
    expect(of(ID)).toEqual([iri(OLDER), iri(TABLE)]);
    expect(of(TABLE)).toEqual([iri(RAW)]);
    const refs = (bom['components'] as unknown as Tree[]).map((one) => String(one['bom-ref']));
    for (const { ref, dependsOn = [] } of dependencies)
      for (const one of [ref, ...dependsOn]) expect(refs).toContain(one);
    expect(model['pedigree']?.['ancestors']).toMatchObject([{ version: '1' }]);
  });

  it('has its files with the hashes that are ones', () => {
    expect(model['components']).toMatchObject([
      { name: 'model.bin', hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }] },
      { name: 'notes', properties: [{ name: 'headwater:checksum', value: 'sha256:short' }] },
    ]);
  });

  it('says what is missing and why', () => {
    const texts = (bom['annotations'] as unknown as { text: string }[]).map(({ text }) => text);
    expect(texts.some((text) => text.startsWith('Not known: training run. '))).toBe(true);
    expect(texts.some((text) => text.startsWith('Not known: parameters. '))).toBe(true);
    expect(texts.some((text) => text.includes('licence'))).toBe(false);
  });

  it('is the same for the same catalog, and another for another', async () => {
    const write = async (documents: EntityDocument[]): Promise<string> =>
      writeCard(await fileOf(documents, ID), 'cyclonedx', { base: BASE });
    const serial = (text: string): unknown => (JSON.parse(text) as Tree)['serialNumber'];
    const [once, again] = [await write(DOCUMENTS), await write([...DOCUMENTS].reverse())];
    expect(again).toBe(once);
    expect(serial(await write([...DOCUMENTS, metric('f1', 0.5)]))).not.toBe(serial(once));
  });
});
