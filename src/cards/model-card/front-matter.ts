import { stringify } from 'yaml';
import type { Card } from '../card.js';
import type { Figure } from '../figures.js';
import type { Json } from '../json.js';
import { licenseOf } from '../license.js';
import { known, textOf } from '../text.js';

/** Libraries by the names that Hugging Face knows them by. */
const LIBRARIES: Readonly<Record<string, string>> = {
  'scikit-learn': 'sklearn',
  sklearn: 'sklearn',
  pytorch: 'pytorch',
  torch: 'pytorch',
  tensorflow: 'tf-keras',
  keras: 'keras',
  xgboost: 'xgboost',
  transformers: 'transformers',
};

/** The head of the card, as Hugging Face reads it: what is not known has no key. */
export function frontMatter(card: Card): string {
  const { file, license, considerations, datasets } = card;
  const named = license === undefined ? undefined : licenseOf(license);
  const framework = textOf(file.version['framework'])?.toLowerCase();
  const used = datasets.filter(({ training, evaluation }) => training || evaluation);
  const metrics = [...new Set(card.figures.map(({ name }) => name))];
  const measured = results(card);
  const head = known({
    license: named && ('expression' in named ? named.expression.toLowerCase() : 'other'),
    license_name: named && 'name' in named ? named.name : undefined,
    language: considerations.language,
    library_name: framework === undefined ? undefined : (LIBRARIES[framework] ?? framework),
    tags: card.tags,
    datasets: used.map(({ name }) => name),
    metrics,
    model_name: card.name,
    base_model: baseModels(card),
    'model-index': measured.length > 0 ? [{ name: card.name, results: measured }] : [],
  });
  // One line per value: nothing that a source says can end the head, or begin a key in it.
  const yaml = stringify(inOneLine(head), {
    ...{ version: '1.1', lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' },
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return `---\n${yaml}---\n`;
}

const baseModels = ({ file, id }: Card): string[] => {
  const tuned = file.lineage.edges.filter(
    ({ type, downstream }) => type === 'FINE_TUNED_FROM' && downstream === id,
  );
  return [...new Set(tuned.map(({ upstream }) => upstream))].sort();
};

/** Each figure as a result; those that are no numbers are in the text alone. */
function results(card: Card): Json[] {
  return card.figures
    .filter(({ number }) => number !== undefined)
    .map((figure) => ({
      task: { type: card.task ?? 'other', ...(card.task === undefined ? { name: 'not recorded' } : {}) },
      dataset: { type: 'tabular', ...datasetOf(figure) },
      metrics: [{ type: figure.name, value: figure.number, name: figure.name }],
    }));
}

const datasetOf = ({ dataset, slice }: Figure): Json => ({
  name: dataset ?? 'not recorded',
  ...known({ config: slice }),
});

// eslint-disable-next-line no-control-regex
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]+/g;

function inOneLine(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(BREAKS, ' ');
  if (Array.isArray(value)) return value.map(inOneLine);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inOneLine(one)]));
  return value;
}
