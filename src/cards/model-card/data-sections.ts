import { markdownText } from '../../markdown-text.js';
import { kindOf, parseId } from '../../model/entity-id.js';
import type { Card, Dataset } from '../card.js';
import { roleOf } from '../dataset-role.js';
import { sourceName } from '../feature-words.js';
import { textOf } from '../text.js';
import { table } from './model-sections.js';
import { bullet, name } from './prose.js';

const COLUMNS_SHOWN = 200;

export const trainingData = ({ datasets }: Card): string[] =>
  datasets.filter(({ training, evaluation }) => training || evaluation).flatMap(datasetLines);

function datasetLines(dataset: Dataset): string[] {
  const { columns, digests, owners } = dataset;
  const left = columns.length - COLUMNS_SHOWN;
  return [
    ...bullet(roleOf(dataset), `${name(dataset.name)} in ${name(dataset.namespace)}`),
    ...bullet(
      'State of its data',
      digests.length > 0 ? digests.map(name).join(', ') : '_not known: no digest or version was logged_',
    ),
    ...bullet('Owners', owners.map((owner) => markdownText(owner.name)).join(', ')),
    ...bullet('Classified', dataset.classification && markdownText(dataset.classification)),
    ...bullet('About', dataset.description && markdownText(dataset.description)),
    ...table(
      ['column', 'type', 'classified'],
      columns
        .slice(0, COLUMNS_SHOWN)
        .map((column) => [
          column.name,
          textOf(column['dataType']) ?? 'not recorded',
          textOf(column['classification']) ?? '',
        ]),
    ),
    ...(left > 0 ? ['', `… and ${left} more columns.`] : []),
    '',
  ];
}

export const evaluation = ({ figures }: Card): string[] =>
  table(
    ['metric', 'value', 'interval', 'data', 'slice', 'sort'],
    figures.map((figure) => [
      figure.unit === undefined ? figure.name : `${figure.name} (${figure.unit})`,
      figure.value,
      figure.lower === undefined && figure.upper === undefined
        ? ''
        : `${figure.lower ?? '?'} – ${figure.upper ?? '?'}`,
      figure.dataset ?? 'not recorded',
      figure.slice ?? '',
      figure.kind ?? '',
    ]),
  ).slice(1);

export function features({ file, outputs }: Card): string[] {
  const rows = file.evidence.features.map(({ feature, sources }) => [
    feature.name,
    textOf(feature['dataType']) ?? 'not recorded',
    sources.length === 0 ? 'not known' : sources.map(({ source }) => sourceName(source.id)).join(', '),
    [...new Set(sources.map(({ certainty }) => certainty))].join(', '),
  ]);
  return [
    ...table(['feature', 'type', 'from', 'certainty'], rows).slice(1),
    ...(outputs.length > 0
      ? [
          '',
          ...bullet(
            'Answers with',
            outputs.map((one) => markdownText(`${one.name ?? ''} ${one.type}`.trim())).join(', '),
          ),
        ]
      : []),
  ];
}

export function lineage(card: Card): string[] {
  const { dependencies, file, id } = card;
  const shown = (other: string): string =>
    other === id ? `${card.name}@${card.version}` : parseId(other).key.slice(1).join('/') || other;
  return [
    ...table(
      ['this', 'is made from'],
      [...dependencies]
        .filter(([, on]) => on.length > 0)
        .map(([part, on]) => [shown(part), on.map(shown).join(', ')]),
    ).slice(1),
    ...table(
      ['used by', 'sort', 'how'],
      file.uses.map(({ downstream, type }) => [
        parseId(downstream).key.slice(1).join('/'),
        kindOf(downstream),
        type,
      ]),
    ),
  ];
}
