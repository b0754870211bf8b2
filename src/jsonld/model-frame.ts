import { HeadwaterError } from '../errors.js';
import { contextDocument, type JsonObject } from './context.js';
import { loadBundled } from './document-loader.js';

/** Things that a tree is framed of at most: it is made in memory. */
const MOST_THINGS = 20_000;

/** `deployments` is no property of a version: it is the other side of what a deployment serves. */
const REVERSED = {
  deployments: { '@reverse': 'it6:servesModel', '@type': '@id', '@container': '@set' },
};

const HERE = { '@embed': '@always', '@omitDefault': true } as const;
const ELSEWHERE = { '@embed': '@never', '@omitDefault': true } as const;

/** What is said of edges names their ends, which stand in the tree where they belong. */
const STATEMENTS = Object.fromEntries(
  (
    [
      ['qualifiedInfluence', 'influencer'],
      ['qualifiedDerivation', 'entity'],
      ['qualifiedGeneration', 'activity'],
      ['qualifiedUsage', 'entity'],
    ] as const
  ).map(([key, end]) => [key, { ...HERE, '@type': 'Statement', [end]: ELSEWHERE, via: ELSEWHERE }]),
);

const VERSION = {
  ...STATEMENTS,
  ...Object.fromEntries(
    [
      'usesFeature',
      'producedBy',
      'metrics',
      'hyperParameters',
      'files',
      'artifacts',
      'steps',
      'predictions',
    ].map((key) => [key, HERE]),
  ),
  partOf: ELSEWHERE,
  deployments: { ...HERE, '@type': 'Deployment', ...STATEMENTS, serves: ELSEWHERE },
};

/**
 * The frame by which a model is shown as a tree: the model, in it its versions, in these their features, parameters,
 * metrics and files, the run that made them, what serves them, and the tables with their predictions. It is published;
 * any processor makes the same tree with it from what the other forms say.
 */
export const modelFrame = (): JsonObject => ({
  '@context': [contextDocument()['@context'], REVERSED],
  '@type': 'MLModel',
  '@omitDefault': true,
  // Else this would be the first place in which a version stands.
  currentVersion: ELSEWHERE,
  versions: { ...HERE, '@type': 'MLModelVersion', ...VERSION },
});

const FRAMES: Partial<Record<string, () => JsonObject>> = {
  MLModel: modelFrame,
  MLModelVersion: () => ({
    '@context': [contextDocument()['@context'], REVERSED],
    '@type': 'MLModelVersion',
    '@omitDefault': true,
    ...VERSION,
  }),
};

interface Framer {
  frame(input: object, frame: object, options: object): Promise<JsonObject>;
}

/** Things of a tree, expanded, as the tree that they are; the first is its root. */
export async function framedTree(nodes: readonly JsonObject[], kind: string): Promise<JsonObject> {
  const { default: jsonld } = (await import('jsonld')) as unknown as { default: Framer };
  const frame = FRAMES[kind]?.() ?? { ...contextDocument(), '@type': kind };
  return jsonld.frame([...nodes], frame, { documentLoader: loadBundled, omitGraph: true });
}

/** @throws TOO_LARGE */
export function checkTreeSize(things: number): void {
  if (things <= MOST_THINGS) return;
  throw new HeadwaterError(
    'TOO_LARGE',
    `The tree has more than ${MOST_THINGS} things, and is framed in memory. Take it as application/x-ndjson, and frame what you need of it.`,
    { most: MOST_THINGS },
  );
}
