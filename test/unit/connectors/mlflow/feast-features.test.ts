import { describe, expect, test } from 'vitest';
import { storedFeatureEdges, versionInputs } from '../../../../src/connectors/mlflow/feast-features.js';
import type { VersionFacts } from '../../../../src/connectors/mlflow/version-facts.js';
import { UiLinks } from '../../../../src/connectors/mlflow/ui-links.js';

type Tags = Record<string, string>;
const pairs = (tags: Tags) => Object.entries(tags).map(([key, value]) => ({ key, value }));

function version(ofRun: Tags, ofVersion: Tags = {}, featureServices: Tags = {}): VersionFacts {
  return {
    key: { service: 'mlflow', model: 'churn', version: '3' },
    version: { name: 'churn', version: '3', tags: pairs(ofVersion) },
    aliases: [],
    run: { data: { tags: pairs(ofRun) } },
    datasets: [],
    histories: new Map(),
    series: true,
    links: new UiLinks('http://mlflow'),
    featureStore: { service: 'feast', project: 'shop', featureServices },
  };
}

/** The feature of the store that an input is read from, short: `table feature`, and how that is known. */
const from = (facts: VersionFacts, input: string): string[] =>
  storedFeatureEdges(facts, input).map((edge) => {
    const [, table = '', feature = ''] = (edge?.upstream ?? '').split('/');
    return `${decodeURIComponent(table)} ${feature}, ${edge?.stated} by ${edge?.rule}`;
  });

const REFS = { 'feast.feature_refs': 'stats:count_30d,profile:country,other:country' };

describe('an input of a version is read from', () => {
  test('the feature of the view that its run took, as Feast itself logs it', () => {
    const facts = version({ 'feast.project': 'eu', ...REFS });
    expect(from(facts, 'count_30d')).toEqual([
      'eu.stats count_30d, INFERRED by same-name-as-retrieved-feature',
    ]);
    expect(from(facts, 'profile__country')).toEqual([
      'eu.profile country, INFERRED by same-name-as-retrieved-feature',
    ]);
    expect(from(facts, 'customer_id')).toEqual([]);
  });

  test('the feature of the service, where the tags name one, under the name that it has there', () => {
    const facts = version({ 'feast.feature_service': 'churn_v1', ...REFS });
    expect(from(facts, 'other__country')).toEqual([
      'shop.feature_service:churn_v1 other__country, INFERRED by same-name-as-retrieved-feature',
    ]);
    expect(from(facts, 'customer_id')).toEqual([]);
  });

  test('a service that only a tag names, but for the keys that the features were asked for by', () => {
    const facts = version({
      'feast.feature_service': 'churn_v1',
      'feast.entity_df_columns': 'customer_id,ts',
    });
    expect(from(facts, 'count_30d')).toEqual([
      'shop.feature_service:churn_v1 count_30d, INFERRED by same-name-in-feature-service',
    ]);
    expect(from(facts, 'customer_id')).toEqual([]);
  });

  test('the service that the version was given since, whatever its run took', () => {
    const facts = version({ 'feast.feature_service': 'old', ...REFS }, { 'feast.feature_service': 'new' });
    expect(from(facts, 'count_30d')).toEqual([
      'shop.feature_service:new count_30d, INFERRED by same-name-in-feature-service',
    ]);
  });

  test('the service in the configuration, of the version before that of the model, where no tag says it', () => {
    const configured = { churn: 'v1', 'churn/3': 'v3', 'churn/4': 'v4' };
    expect(from(version({}, {}, configured), 'x')).toEqual([
      'shop.feature_service:v3 x, DECLARED by featureStore.featureServices',
    ]);
    expect(from(version({}, {}, { churn: 'v1' }), 'x')[0]).toContain('feature_service:v1 x, DECLARED');
    expect(from(version({ 'feast.feature_service': 's' }, {}, configured), 'x')[0]).toContain(
      ':s x, INFERRED',
    );
  });

  test('nothing where nothing says it, or where a list of features is cut off', () => {
    expect(from(version({}), 'x')).toEqual([]);
    expect(from(version({ 'feast.feature_refs': 'stats:count_30d,profile:coun...' }), 'count_30d')).toEqual(
      [],
    );
    const { featureStore: _, ...unconfigured } = version(REFS);
    expect(from(unconfigured, 'count_30d')).toEqual([]);
  });
});

test('a version without a signature takes what its run took', () => {
  expect(versionInputs(version(REFS)).map(({ name }) => name)).toEqual([
    ...['count_30d', 'profile__country', 'other__country'],
  ]);
  expect(versionInputs(version({}))).toEqual([]);
});
