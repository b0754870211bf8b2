import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPaths } from './support.js';

const EVENTS = fileURLToPath(new URL('../../../../examples/churn/events/', import.meta.url));
const WAREHOUSE = encodeURIComponent('postgres://warehouse:5432');
const SCHEDULER = encodeURIComponent('airflow://shop');

const column = (table: string, name: string): string => `Column:${WAREHOUSE}/shop.public.${table}/${name}`;
const table = (name: string): string => `Table:${WAREHOUSE}/shop.public.${name}`;

describe.runIf(existsSync(EVENTS))('the events of the example, made by the official Python client', () => {
  it('are all taken, and give the same documents each time', async () => {
    const first = await readPaths([EVENTS]);
    expect(first.rejections).toEqual([]);
    expect(first.listing.complete).toBe(true);
    expect(JSON.stringify((await readPaths([EVENTS])).documents)).toBe(JSON.stringify(first.documents));
  });

  it('tell where a feature column comes from, and by which pipeline', async () => {
    const { document } = await readPaths([EVENTS]);
    expect(document(column('customer_features', 'count_30d'))).toMatchObject({
      edges: [
        {
          type: 'DERIVED_FROM',
          upstream: column('orders', 'count_30d'),
          via: `Pipeline:${SCHEDULER}/features.build_customer_features`,
          transformations: ['DIRECT/IDENTITY'],
        },
      ],
    });
  });

  it('tell which model predicts the score, at the column and at the table', async () => {
    const { document } = await readPaths([EVENTS]);
    const predicted = {
      type: 'PREDICTED_BY',
      upstream: 'models:/customer_churn_predictor@champion',
      service: 'mlflow-prod',
    };
    expect(document(column('churn_scores', 'score'))?.edges).toEqual([expect.objectContaining(predicted)]);
    expect(document(table('churn_scores'))?.edges).toContainEqual(expect.objectContaining(predicted));
  });

  it('tell what consumes the scores: a dashboard by column, an application by table', async () => {
    const { document } = await readPaths([EVENTS]);
    expect(
      document(`Dashboard:${encodeURIComponent('superset://bi')}/Churn%20overview`)?.edges,
    ).toContainEqual({
      type: 'CONSUMES',
      upstream: column('churn_scores', 'score'),
      transformations: ['DIRECT/AGGREGATION'],
    });
    expect(document(`Application:${SCHEDULER}/apps.retention_alerts`)?.edges).toEqual([
      { type: 'CONSUMES', upstream: table('churn_scores') },
    ]);
  });
});
