import type { Card } from '../card.js';
import { featureLine } from '../feature-words.js';
import { measuredOn } from '../figures.js';
import type { Json } from '../json.js';
import { wholeSeconds } from '../moment.js';
import { addressOf, known, textOf } from '../text.js';
import { agentIri } from './agents.js';
import { element, type Element } from './elements.js';
import { isSensitive } from './dataset-package.js';

const RISKS = ['serious', 'high', 'medium', 'low'];

export function aiPackage(card: Card): Element {
  const { file, considerations: said, figures } = card;
  const { version, model, evidence } = file;
  const [risk] = said.risk.map((text) => text.toLowerCase());
  return element('ai_AIPackage', card.iri, {
    name: card.name,
    ...known({
      description: card.description,
      software_packageVersion: card.version,
      software_primaryPurpose: 'model',
      software_downloadLocation: locationOf(card),
      software_homePage: addressOf(version['sourceUrl']),
      releaseTime: momentOf(version['registeredAt']),
      builtTime: momentOf(evidence.runs[0]?.['endedAt']),
      suppliedBy: card.owners[0] && agentIri(card, card.owners[0].name),
      originatedBy: card.authors.map(({ name }) => agentIri(card, name)),
      externalRef: referencesOf(card),
      ai_domain: [textOf(version['domain'] ?? model?.['domain']), card.task].filter(
        (domain) => domain !== undefined,
      ),
      ai_typeOfModel: [card.algorithm, card.family].filter((type) => type !== undefined),
      ai_hyperparameter: evidence.parameters.map(({ name, value }) => entry(name, textOf(value))),
      ai_metric: figures.map((figure) => {
        const on = measuredOn(figure);
        return entry(on === undefined ? figure.name : `${figure.name} [${on}]`, figure.value);
      }),
      ai_informationAboutTraining: trainingWords(card),
      ai_informationAboutApplication: [...said.useCases, ...said.users].join('\n') || undefined,
      ai_limitation: [...said.limitations, ...said.outOfScope].join('\n') || undefined,
      ai_modelDataPreprocessing: said.preprocessing,
      ai_modelExplainability: said.explainability,
      ai_standardCompliance: said.standards,
      ai_safetyRiskAssessment: risk !== undefined && RISKS.includes(risk) ? risk : undefined,
      ai_autonomyType: presence(said.autonomy[0]),
      ai_useSensitivePersonalInformation: card.datasets.some(
        (dataset) => dataset.training && isSensitive(dataset),
      )
        ? 'yes'
        : 'noAssertion',
    }),
  });
}

/** Whether all is known that the AI profile asks for. */
export const isWhole = (card: Card): boolean =>
  card.owners.length > 0 &&
  locationOf(card) !== undefined &&
  momentOf(card.file.version['registeredAt']) !== undefined;

const locationOf = ({ file: { version } }: Card): string | undefined =>
  addressOf(version['artifactUri']) ?? addressOf(version['modelUri']);

const entry = (key: string, value: string | undefined): Json => ({
  type: 'DictionaryEntry',
  key,
  ...known({ value }),
});

function momentOf(moment: unknown): string | undefined {
  const time = typeof moment === 'string' ? Date.parse(moment) : NaN;
  return Number.isNaN(time) ? undefined : wholeSeconds(new Date(time).toISOString());
}

function presence(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  if (/^(yes|true)$/i.test(said)) return 'yes';
  return /^(no|false)$/i.test(said) ? 'no' : 'noAssertion';
}

/** What AIPackage has no field for: the features with where their values enter, and the run. */
function trainingWords({ file }: Card): string | undefined {
  const { features, runs } = file.evidence;
  const lines = [
    ...runs.map(
      ({ id, status, gitCommit }) =>
        `Trained by ${id} (${textOf(status) ?? 'outcome not recorded'}), code at commit ${textOf(gitCommit) ?? 'not recorded'}.`,
    ),
    ...features.map((one) => `Feature ${one.feature.name}: ${featureLine(one)}.`),
  ];
  return lines.join('\n') || undefined;
}

function referencesOf({ file: { evidence } }: Card): Json[] {
  const reference = (externalRefType: string, url: unknown, comment: string): Json[] => {
    const address = addressOf(url);
    return address === undefined
      ? []
      : [{ type: 'ExternalRef', externalRefType, locator: [address], comment }];
  };
  return evidence.runs.flatMap((run) => [
    ...reference('buildMeta', run['sourceUrl'], 'The training run.'),
    ...reference('vcs', run['gitRepository'], `At commit ${textOf(run['gitCommit']) ?? 'not recorded'}.`),
  ]);
}
