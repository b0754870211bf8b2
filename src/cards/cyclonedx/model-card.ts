import type { Card } from '../card.js';
import { isFairness, measuredOn, type Figure } from '../figures.js';
import { known, textOf } from '../text.js';
import type { Json } from '../json.js';
import { cardProperties } from './properties.js';

const APPROACHES = [
  'supervised',
  'unsupervised',
  'reinforcement-learning',
  'semi-supervised',
  'self-supervised',
];

/** The model card of CycloneDX: what is not known has no key, and an annotation says why. */
export function modelCard(card: Card): Json {
  const { file, figures, datasets, considerations: said } = card;
  const [approach] = said.approach.map((text) => text.toLowerCase().replace(/[\s_]+/g, '-'));
  const used = datasets.filter(({ training, evaluation }) => training || evaluation);
  return {
    modelParameters: known({
      approach: approach !== undefined && APPROACHES.includes(approach) ? { type: approach } : undefined,
      task: card.task,
      architectureFamily: card.family,
      modelArchitecture: card.algorithm,
      datasets: used.map(({ id }) => ({ ref: card.iriOf(id) })),
      inputs: file.evidence.features.map(({ feature }) => format(textOf(feature['dataType']))),
      outputs: card.outputs.map(({ type }) => format(type)),
    }),
    ...known({
      quantitativeAnalysis:
        figures.length > 0 ? { performanceMetrics: figures.map(performanceMetric) } : undefined,
      considerations: filled(
        known({
          users: said.users,
          useCases: said.useCases,
          technicalLimitations: [
            ...said.limitations,
            ...said.outOfScope.map((text) => `Out of scope: ${text}`),
          ],
          performanceTradeoffs: said.tradeoffs,
          ethicalConsiderations: said.ethics.map((name) => ({ name })),
          fairnessAssessments: fairnessOf(card),
        }),
      ),
      properties: cardProperties(card),
    }),
  };
}

const format = (type: string | undefined): Json => ({ format: type ?? 'not recorded' });

const filled = (object: Json): Json | undefined => (Object.keys(object).length > 0 ? object : undefined);

function performanceMetric(figure: Figure): Json {
  const { name, value, unit, lower, upper } = figure;
  const interval = known({ lowerBound: lower, upperBound: upper });
  return {
    type: unit === undefined ? name : `${name} (${unit})`,
    value,
    ...known({ slice: measuredOn(figure), confidenceInterval: filled(interval) }),
  };
}

/** What was measured of a group is what is known of harm to it; what is done about it somebody must have recorded. */
function fairnessOf({ figures, considerations }: Card): Json[] {
  const groups = [...new Set(figures.filter(isFairness).map((figure) => measuredOn(figure)))];
  const mitigation = considerations.mitigation.join(' ') || undefined;
  return groups.map((group) => {
    const measured = figures.filter((figure) => isFairness(figure) && measuredOn(figure) === group);
    return {
      groupAtRisk: group ?? 'all: no group is named',
      harms: `As measured: ${measured.map(({ name, value }) => `${name} = ${value}`).join(', ')}`,
      ...known({ mitigationStrategy: mitigation }),
    };
  });
}
