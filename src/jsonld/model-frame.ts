import { HeadwaterError } from '../errors.js';
import { contextDocument, type JsonObject } from './context.js';
import { loadBundled } from './document-loader.js';

/** Things that a tree is framed of at most: it is made in memory. */
const MOST_THINGS = 20_000;

/** `deployments` is no property of a version: it is the other side of what a deployment serves. */
const REVERSED = {
  deployments: { '@reverse': 'it6:servesModel', '@type': '@id', '@container': '@set' },
};

/**
 * The frame by which a model is shown as a tree: the model, in it its versions, in these their features, parameters,
 * metrics and files, the run that made them, and what serves them. It is published; any processor makes the same tree
 * with it from what any of the other forms says.
 */
export const modelFrame = (): JsonObject => ({
  '@context': [contextDocument()['@context'], REVERSED],
  '@type': 'MLModel',
  versions: { '@embed': '@always', '@default': [], deployments: { '@embed': '@always', '@default': [] } },
});

interface Framer {
  frame(input: object, frame: object, options: object): Promise<JsonObject>;
}

/** Things of a tree, as the tree that they are; `root` is its thing. */
export async function framedTree(nodes: readonly JsonObject[], root: string): Promise<JsonObject> {
  const { default: jsonld } = (await import('jsonld')) as unknown as { default: Framer };
  const { '@type': _, ...frame } = modelFrame();
  return jsonld.frame(
    [...nodes],
    { ...frame, '@id': root },
    { documentLoader: loadBundled, omitGraph: true },
  );
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
