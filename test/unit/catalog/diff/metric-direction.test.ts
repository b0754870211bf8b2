import { describe, expect, it } from 'vitest';
import { directionOf, metricDirectionsPage } from '../../../../src/catalog/diff/metric-direction.js';

describe('Which way a metric is better', () => {
  it.each([
    ...[
      'accuracy',
      'val_accuracy',
      'test/f1',
      'training_f1_score',
      'F1',
      'roc_auc',
      'rocAuc',
      'areaUnderROC',
    ],
    ...[
      'validation_0-auc',
      'precision@10',
      'recall.macro',
      'r2',
      'R2_score',
      'best_cv_score',
      'training_score',
    ],
    ...['neg_mean_squared_error', 'negative_predictive_value', 'log_likelihood', 'true_positive_rate'],
  ])('is higher for %s', (name) => {
    expect(directionOf(name)?.direction).toBe('HIGHER');
  });

  it.each([
    ...[
      'loss',
      'val_loss',
      'logLoss',
      'test_log_loss',
      'rmse',
      'RMSE',
      'eval/mae',
      'mean_squared_error',
      'mape',
    ],
    ...['brier_score', 'error_rate', 'train-mlogloss', 'false_positive_rate', 'negative_log_likelihood'],
  ])('is lower for %s', (name) => {
    expect(directionOf(name)?.direction).toBe('LOWER');
  });

  it.each([
    ...[
      '',
      'widgets',
      'score_time',
      'anomaly_score',
      'score_widgets',
      'accuracy_loss',
      'auc_std',
      'error_count',
    ],
    ...[
      'recall_difference',
      'accuracyThreshold',
      'laccuracy',
      'lossless',
      'terror',
      'false_positives',
      'mean',
      'loss weight',
    ],
  ])('is not known for "%s", and no verdict is made up', (name) => {
    expect(directionOf(name)).toBeUndefined();
  });

  it('is not known of figures that are no judgement, whatever they are called', () => {
    expect(directionOf('f1', 'performance')?.direction).toBe('HIGHER');
    expect(directionOf('recall', 'shap')).toBeUndefined();
    expect(directionOf('loss', 'feature-importance')).toBeUndefined();
  });

  it('names the word that it was told by', () => {
    expect(directionOf('val_log_loss')?.by).toBe('loss');
    expect(directionOf('weighted_roc_auc')?.by).toBe('auc');
    expect(directionOf('neg_root_mean_squared_error')?.by).toBe('neg error');
  });

  it('is published: each name of the page is judged as the page says', () => {
    const page = metricDirectionsPage();
    for (const direction of ['HIGHER', 'LOWER'] as const) {
      const line = page.split('\n').find((text) => text.startsWith(`- **${direction.toLowerCase()}`)) ?? '';
      const names = line.slice(line.indexOf(':') + 2).split(', ');
      expect(names.length).toBeGreaterThan(20);
      for (const name of names) expect([name, directionOf(name)?.direction]).toEqual([name, direction]);
    }
  });

  it('takes a hostile name in no time', () => {
    const started = performance.now();
    directionOf('aA'.repeat(500_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
