import { beforeAll, expect, it } from 'vitest';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { askerOn } from './ask-counted.js';
import { modelDocuments, modelId, SERVICE } from './versioned-models.js';

const MODELS = 100;

/** A model with two versions, each with two features that are made from columns. */
function documentsOf(index: number): EntityDocument[] {
  const model = `m${String(index).padStart(3, '0')}`;
  const figures = { metrics: { auc: index / 100, f1: 0.5 }, parameters: { depth: '3' } };
  const column = (name: string): string => entityId('Column', 'db', 'shop.orders', name);
  const features = ['1', '2'].flatMap((version) =>
    ['a', 'b'].map((feature): EntityDocument => ({
      ...{ kind: 'MLFeature', service: SERVICE, model, version, feature },
      edges: [{ type: 'DERIVED_FROM', upstream: column(feature) }],
    })),
  );
  const uses = (version: string) => ({
    edges: ['a', 'b'].map((feature) => ({
      type: 'USES_FEATURE' as const,
      upstream: entityId('MLFeature', SERVICE, model, version, feature),
    })),
  });
  return [
    ...features,
    ...modelDocuments(
      model,
      ['1', '2'].map((version) => ({ version, ...figures, more: uses(version) })),
    ),
  ];
}

const PAGE = `query ($first: Int!) { models(first: $first) { nodes {
  name
  versions(first: 50) { nodes { version features { name sources { column { name } } } metrics { name value } } }
} } }`;
/** models, versions, features, sources, column. */
const DEPTH = 5;

describeOnEveryEngine('what a nested page asks of the engine', (open) => {
  let ask: ReturnType<typeof askerOn>;
  beforeAll(async () => {
    const executor = await open();
    const documents = Array.from({ length: MODELS }, (_, index) => documentsOf(index)).flat();
    await syncInto(executor, {
      ...{ service: SERVICE, masters: ['MLModel', 'MLModelVersion', 'MLFeature', 'Metric'] },
      documents,
    });
    ask = askerOn(executor);
  });

  it('is the same for 10 models and for 100, and no more rounds than the page is deep', async () => {
    const small = await ask<{ models: { nodes: unknown[] } }>(PAGE, { first: 10 });
    const large = await ask<{ models: { nodes: unknown[] } }>(PAGE, { first: MODELS });
    expect(small.data.models.nodes).toHaveLength(10);
    expect(large.data.models.nodes).toHaveLength(MODELS);
    expect(large.statements).toEqual(small.statements);
    expect(large.statements).toHaveLength(5);
    expect(large.rounds).toBeLessThanOrEqual(DEPTH + 1);
    expect(large.data.models.nodes[99]).toEqual({
      name: 'm099',
      versions: {
        nodes: ['2', '1'].map((version) => ({
          version,
          features: [
            { name: 'a', sources: [{ column: { name: 'a' } }] },
            { name: 'b', sources: [{ column: { name: 'b' } }] },
          ],
          metrics: [
            { name: 'auc', value: 0.99 },
            { name: 'f1', value: 0.5 },
          ],
        })),
      },
    });
  });

  it('reads only the versions that are shown further down', async () => {
    const { data, asked } = await ask(
      `{ models(first: 2) { nodes { versions(first: 1) { nodes { version features { id } } } } } }`,
    );
    expect(data).toMatchObject({ models: { nodes: [{ versions: { nodes: [{ version: '2' }] } }, {}] } });
    expect(asked.get('related-brief-out:USES_FEATURE')).toBe(2);
  });

  it('is one statement for a table of versions, whatever its columns, beside the look-up of the model', async () => {
    const table = (metrics: string, parameters: string): string =>
      `{ entity(id: "${modelId('m007')}") { ... on MLModel { versionTable(metrics: ${metrics}, parameters: ${parameters}) {
        nodes { version deployed run { name } metrics { value } parameters { text } } } } } }`;
    const narrow = await ask(table('[]', '[]'));
    const wide = await ask(table('["auc", "f1"]', '["depth", "none"]'));
    expect(wide.statements).toEqual(['entities-by-ids', 'version-table-of-models']);
    expect(narrow.statements).toEqual(wide.statements);
  });

  it('is one statement for the tables of all models of a page', async () => {
    const { statements } = await ask(
      `{ models(first: 100) { nodes { versionTable(metrics: ["auc"]) { nodes { version metrics { value } } metricNames } } } }`,
    );
    expect(statements.filter((name) => !name.startsWith('search-'))).toEqual([
      'metrics-of-models',
      'parameters-of-models',
      'version-table-of-models',
    ]);
  });

  it('gives fields that lists do not show as well as those that they do', async () => {
    const { data } = await ask(`{ entity(id: "${modelId('m007')}") { ... on MLModel {
      versions { nodes { ...Shown revision since } }
      latestVersion { ...Shown model { name } }
    } } }
    fragment Shown on MLModelVersion { version ... on Entity { kind } metrics(names: ["auc"]) { name revision } }`);
    const shown = (version: string) => ({
      ...{ version, kind: 'MLModelVersion' },
      metrics: [{ name: 'auc', revision: 1 }],
    });
    expect(data).toEqual({
      entity: {
        versions: {
          nodes: ['2', '1'].map((version) => ({
            ...shown(version),
            revision: 1,
            since: '2026-11-01T12:00:00.000Z',
          })),
        },
        latestVersion: { ...shown('2'), model: { name: 'm007' } },
      },
    });
  });
});
