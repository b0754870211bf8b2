import { markdownText } from '../../markdown-text.js';
import { absentFrom, type Absent } from '../absent.js';
import type { Card } from '../card.js';
import { evaluation, features, lineage, trainingData } from './data-sections.js';
import { frontMatter } from './front-matter.js';
import { considered, decisions, details } from './model-sections.js';
import { name, prose, section } from './prose.js';

/** A model card as Hugging Face has them: a head that machines read, and sections for people. */
export function modelCard(card: Card): string {
  const absent = absentFrom(card);
  const missing = (...parts: string[]): string[] =>
    absent.filter(({ part, at }) => parts.includes(part) && at === undefined).map(({ why }) => why);
  const { considerations: said } = card;
  const lines = [
    `# ${markdownText(card.name)}, version ${markdownText(card.version)}`,
    '',
    ...(card.description === undefined
      ? [`_Not known: ${missing('description').map(markdownText).join(' ')}_`]
      : prose(card.description)),
    ...section(
      'Model details',
      details(card),
      missing('owner', 'licence', 'task', 'algorithm', 'training run'),
    ),
    ...section('Intended use', considered([...said.useCases, ...said.users]), missing('intended use')),
    ...section('Training data', trainingData(card), missing('training data')),
    ...section('Evaluation', evaluation(card), missing('metrics', 'fairness')),
    ...section('Features and source columns', features(card), missing('inputs', 'outputs')),
    ...section('Lineage', lineage(card), missing('lineage')),
    ...section(
      'Limitations',
      considered([...said.limitations, ...said.outOfScope.map((text) => `Out of scope: ${text}`)]),
      missing('limitations'),
    ),
    ...section(
      'Ethical considerations',
      considered([...said.ethics, ...said.mitigation]),
      missing('ethical considerations'),
    ),
    ...section('Decisions', decisions(card), missing('approval')),
    ...section('What is missing', missingLines(absent)),
    ...section('How to trace it', tracing(card)),
  ];
  return `${frontMatter(card)}\n${lines.join('\n')}\n`;
}

const missingLines = (absent: readonly Absent[]): string[] =>
  absent.length === 0
    ? ['Nothing that the catalog knows to look for.']
    : absent.map(
        ({ part, why, at }) =>
          `- **${part}**${at === undefined ? '' : ` of ${name(at)}`}: ${markdownText(why)}`,
      );

/** Commands that answer from the catalog what a card cannot hold. */
function tracing({ id, iri, at }: Card): string[] {
  return [
    `The latest that this card tells of is of ${at}. Ask the catalog for what it tells now, and for more:`,
    '',
    '```',
    // In double quotes of a shell an encoded id holds nothing that the shell would read.
    `headwater provenance "${id}"`,
    `headwater lineage "${id}"`,
    `headwater history "${id}"`,
    '```',
    '',
    `Its address: ${name(iri)}`,
  ];
}
