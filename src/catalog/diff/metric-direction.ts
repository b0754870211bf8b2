/** Which way a figure is better. */
export type MetricDirection = 'HIGHER' | 'LOWER';

interface Word {
  readonly direction: MetricDirection;
  /** Each a name of words, lower case; it counts wherever these words stand together in a metric's name. */
  readonly names: readonly string[];
}

const listed = (words: string): string[] => words.split(',').map((word) => word.trim());

/** The one table of well-known metrics: the verdicts follow it, and so does docs/metric-directions.md. */
const WELL_KNOWN: readonly Word[] = [
  {
    direction: 'HIGHER',
    names: listed(`
      accuracy, acc, f1, f2, fbeta, f1score, precision, recall, sensitivity, specificity, auc, auroc,
      auprc, aucpr, rocauc, prauc, area under roc, area under pr, area under curve, map, average precision,
      ndcg, mrr, hit rate, hit ratio, true positive rate, tpr, true negative rate, tnr,
      positive predictive value, ppv, negative predictive value, npv, r2, r squared, rsquared,
      explained variance, kappa, mcc, matthews corrcoef, gini, lift, iou, jaccard, dice, bleu, rouge,
      rouge1, rouge2, meteor, exact match, silhouette, log likelihood, loglikelihood`),
  },
  {
    direction: 'LOWER',
    names: listed(`
      loss, error, err, merror, rmse, mse, mae, mape, smape, wape, mase, rmsle, msle, rmspe, logloss,
      mlogloss, cross entropy, crossentropy, hinge, brier, deviance, pinball, negative log likelihood, nll,
      neg log likelihood, perplexity, wer, cer, ece, calibration error, false positive rate, fpr,
      false negative rate, fnr, false discovery rate, hamming, misclassification, psi, aic, bic`),
  },
];

/** A figure about a metric, and not the metric: which way it is better does not follow. */
const SAYS_NOTHING = listed(`
  std, stddev, variance, var, count, number, num, n, support, size, threshold, weight, importance,
  time, seconds, duration, ms, step, epoch, patience, target, budget, gap, difference, diff, delta,
  change, ratio, disparity, width, interval, ci, pvalue`);

/** sklearn's own `score` is better when higher; of any other score it is not known. */
const ROUND_SCORE = listed('training, train, val, validation, test, eval, best, cv, mean, score');

/** Kinds of figures that are no judgement of the version. */
const NO_JUDGEMENT = listed('feature-importance, shap');

const NAMES = WELL_KNOWN.flatMap(({ direction, names }) =>
  names.map((name) => ({ direction, name, words: name.split(' ') })),
).sort((a, b) => b.words.length - a.words.length);

export interface KnownDirection {
  readonly direction: MetricDirection;
  /** The well-known name that it was told by. */
  readonly by: string;
}

/**
 * Which way a metric is better, by the words of its name (`val_log_loss`, `test/rocAuc`); nothing where the name
 * holds none that is well known, two that disagree, or one that says it is a figure about a metric.
 */
export function directionOf(metric: string, kind?: string): KnownDirection | undefined {
  if (kind !== undefined && NO_JUDGEMENT.includes(kind)) return undefined;
  const words = wordsOf(metric);
  const score = words.at(-1) === 'score' && words.every((word) => ROUND_SCORE.includes(word));
  if (score) return { direction: 'HIGHER', by: 'score' };
  const { found, rest } = knownIn(words);
  if (rest.some((word) => SAYS_NOTHING.includes(word))) return undefined;
  const [first] = found;
  if (!first || found.some(({ direction }) => direction !== first.direction)) return undefined;
  // sklearn turns errors around to have them as scores: neg_mean_squared_error.
  const turned = first.direction === 'LOWER' && rest.some((word) => word === 'neg' || word === 'negative');
  return turned
    ? { direction: 'HIGHER', by: `neg ${first.name}` }
    : { direction: first.direction, by: first.name };
}

/** The well-known names in these words, the longest first, and the words that are left. */
function knownIn(words: readonly string[]) {
  const found: (typeof NAMES)[number][] = [];
  const rest = [...words];
  for (const known of NAMES) {
    const at = rest.findIndex((_, index) =>
      known.words.every((word, offset) => rest[index + offset] === word),
    );
    if (at < 0) continue;
    found.push(known);
    rest.splice(at, known.words.length, '');
  }
  return { found, rest };
}

const wordsOf = (name: string): string[] =>
  name
    .slice(0, 1000)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** The page that publishes the table. */
export function metricDirectionsPage(): string {
  const rows = WELL_KNOWN.map(
    ({ direction, names }) =>
      `- **${direction === 'HIGHER' ? 'higher' : 'lower'} is better**: ${[...names].sort().join(', ')}`,
  );
  return `${[
    '# Which way a metric is better',
    'When two versions are compared, each metric that both have gets a verdict: `BETTER`, `WORSE`, `SAME` or `UNKNOWN`. Sources do not record which way a metric is better, so it is told by the words of its name. Words are parted by anything but letters and digits, and by a capital letter: `val_log_loss`, `test/rocAuc` and `validation_0-auc` are known by `loss` and `auc`. A metric has the same name, dataset and slice on both sides.',
    'This page is made from the code (`npm run generate`).',
    rows.join('\n'),
    `A name of nothing but ${[...ROUND_SCORE].sort().map(code).join(', ')} that ends in \`score\` is better when higher, as scikit-learn has it. An error with \`neg\` or \`negative\` before it is one that is turned around: higher is better.`,
    `The verdict is \`UNKNOWN\`, and says why, where the name holds no such word, or two that disagree (\`accuracy_loss\`), or one that makes it a figure about a metric: ${[...SAYS_NOTHING].sort().map(code).join(', ')}. So it is for figures of the kinds ${NO_JUDGEMENT.map(code).join(' and ')}, where the units differ, where a value is no number, and where only one side has the metric.`,
  ].join('\n\n')}\n`;
}

const code = (word: string): string => `\`${word}\``;
