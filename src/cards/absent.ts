import type { MissingEvidence } from '../catalog/provenance/provenance.js';
import type { Card } from './card.js';
import { isFairness } from './figures.js';

/** A part of a card that could not be filled, and why. */
export interface Absent {
  readonly part: Part;
  /** In words, and what to do. */
  readonly why: string;
  /** The thing at which it is missing, where that is not the version. */
  readonly at?: string;
}

/** The parts of cards that can be missing, in the order in which it is told. */
export const PARTS = [
  ...['description', 'owner', 'licence', 'task', 'algorithm', 'inputs', 'outputs', 'training data'],
  ...['data state', 'metrics', 'fairness', 'intended use', 'limitations', 'ethical considerations'],
  ...['parameters', 'training run', 'source code', 'feature sources', 'approval', 'files', 'checksums'],
  'lineage',
] as const;
export type Part = string;

const OF_EVIDENCE: Readonly<Record<MissingEvidence, Part>> = {
  NO_ORIGIN: 'lineage',
  NO_COLUMN_ORIGIN: 'lineage',
  NO_COLUMN_DETAIL: 'lineage',
  NO_VERSION: 'lineage',
  NO_APPROVAL: 'approval',
  NO_RUN: 'training run',
  NO_CODE_COMMIT: 'source code',
  NO_PARAMETERS: 'parameters',
  NO_TRAINING_DATA: 'training data',
  NO_DIGEST: 'data state',
  DIGEST_NOT_KEPT: 'data state',
  NO_FEATURES: 'inputs',
  NO_FEATURE_SOURCE: 'feature sources',
};

/** All that a card would tell and the catalog does not know. Unknown is not the same as none. */
export function absentFrom(card: Card): Absent[] {
  const { file, id } = card;
  const { missing } = file.provenance;
  const own = missing.filter(({ version }) => version === undefined || version === id);
  const absent = [
    ...Object.entries(unsaid(card)).flatMap(([part, why]) => (why === undefined ? [] : [{ part, why }])),
    ...own.map(({ what, at, message }) => ({
      part: OF_EVIDENCE[what],
      why: message,
      ...(at === id ? {} : { at }),
    })),
    ...cut(card),
    ...file.artifacts
      .filter(({ checksum }) => checksum === undefined)
      .map((artifact) => ({ part: 'checksums', why: 'Its checksum is not recorded.', at: artifact.id })),
  ];
  return absent.sort((a, b) => PARTS_IN_ORDER.indexOf(a.part) - PARTS_IN_ORDER.indexOf(b.part));
}

const PARTS_IN_ORDER: readonly string[] = PARTS;

const record = (names: string): string =>
  `Nobody has recorded it: say it as metadata of the version or its model, or as a tag (${names}).`;

function unsaid(card: Card): Record<string, string | undefined> {
  const { file, considerations } = card;
  const unless = (there: unknown, why: string): string | undefined =>
    (Array.isArray(there) ? there.length > 0 : Boolean(there)) ? undefined : why;
  return {
    description: unless(card.description, 'Neither the version nor its model has one.'),
    owner: unless(card.owners, 'Neither the version nor its model names one.'),
    licence: unless(card.license, 'The model does not say under which licence it may be used.'),
    task: unless(card.task, 'The model does not say what it does.'),
    algorithm: unless(card.algorithm, 'The registry does not say which algorithm it learned by.'),
    outputs: unless(card.outputs, 'The registry has no signature with outputs: log the model with one.'),
    metrics: unless(card.figures, 'No figure was measured on it: log metrics with its run.'),
    fairness: unless(
      card.figures.some(isFairness),
      'No figure of the kind fairness was measured on any group: log metrics by slice.',
    ),
    'intended use': unless(considerations.useCases, record('intended_use=…')),
    limitations: unless(
      [...considerations.limitations, ...considerations.outOfScope],
      record('limitations=…'),
    ),
    'ethical considerations': unless(considerations.ethics, record('ethical_considerations=…')),
    files: unless(file.artifacts, 'The registry tells of no file of it.'),
  };
}

/** Where the walk upstream was cut, or more is there than one card tells. */
function cut({ file: { lineage, provenance } }: Card): Absent[] {
  const { answer, pageInfo } = lineage;
  const because = [...answer.cut, ...provenance.answer.cut].map(({ reason }) => reason);
  if (because.length === 0 && !pageInfo.hasNextPage) return [];
  const why = because.length > 0 ? ` (${[...new Set(because)].sort().join(', ')})` : '';
  return [{ part: 'lineage', why: `More is upstream than is told here${why}.` }];
}
