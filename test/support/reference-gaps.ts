import type { ThingGap } from '../../src/catalog/gaps/gap-kinds.js';
import type { TestGraph, TestNode } from './graphs.js';

/** A thing that could have the gap, looked at by itself. */
export interface ReferenceThing {
  readonly id: string;
  readonly services: readonly string[];
  readonly domain: string | undefined;
  readonly known: boolean;
}

const KINDS: Readonly<Record<ThingGap, string>> = {
  DEPLOYMENT_WITHOUT_PREDICTIONS: 'Deployment',
  VERSION_WITHOUT_TRAINING_DATA: 'MLModelVersion',
  FEATURE_WITHOUT_SOURCES: 'MLFeature',
  STORED_FEATURE_WITHOUT_SOURCES: 'StoredFeature',
  TABLE_WITHOUT_OWNER: 'Table',
};

/** All that a plain look at each thing and at the edges around it tells. */
export function referenceGaps({ nodes, edges }: TestGraph, gap: ThingGap): ReferenceThing[] {
  const out = (id: string, type: string): string[] =>
    edges.filter((edge) => edge.from === id && edge.type === type).map(({ to }) => to);
  const into = (id: string, type: string): string[] =>
    edges.filter((edge) => edge.to === id && edge.type === type).map(({ from }) => from);
  const list = ({ properties }: TestNode, name: string): string[] => (properties[name] ?? []) as string[];

  const isKnown: Readonly<Record<ThingGap, (thing: TestNode) => boolean>> = {
    DEPLOYMENT_WITHOUT_PREDICTIONS: ({ id }) =>
      [id, ...out(id, 'SERVES')].some((one) => into(one, 'PREDICTED_BY').length > 0),
    VERSION_WITHOUT_TRAINING_DATA: ({ id }) =>
      [id, ...out(id, 'PRODUCED_BY')].some((one) => out(one, 'TRAINED_ON').length > 0),
    FEATURE_WITHOUT_SOURCES: ({ id }) => out(id, 'DERIVED_FROM').length > 0,
    STORED_FEATURE_WITHOUT_SOURCES: ({ id }) =>
      out(id, 'DERIVED_FROM').some((source) => !source.startsWith('MLFeatureTable:')),
    TABLE_WITHOUT_OWNER: (thing) => list(thing, 'owners').length > 0,
  };
  const above: Readonly<Record<ThingGap, (id: string) => string[]>> = {
    DEPLOYMENT_WITHOUT_PREDICTIONS: (id) => out(id, 'SERVES').flatMap((one) => into(one, 'HAS_VERSION')),
    VERSION_WITHOUT_TRAINING_DATA: (id) => into(id, 'HAS_VERSION'),
    FEATURE_WITHOUT_SOURCES: (id) => into(id, 'USES_FEATURE').flatMap((one) => into(one, 'HAS_VERSION')),
    STORED_FEATURE_WITHOUT_SOURCES: (id) => into(id, 'HAS_FEATURE'),
    TABLE_WITHOUT_OWNER: () => [],
  };
  const domainOf = (id: string): string[] =>
    nodes.flatMap((node) =>
      node.id === id && node.properties['domain'] ? [String(node.properties['domain'])] : [],
    );

  return nodes
    .filter(({ kind, properties }) => kind === KINDS[gap] && properties['until'] === undefined)
    .filter(
      ({ kind, properties }) =>
        kind !== 'Deployment' || ['IN_SERVICE', 'UPDATING'].includes(String(properties['state'])),
    )
    .map((thing) => {
      const { id, properties } = thing;
      const service = properties['service'];
      const [domain] = [...domainOf(id), ...above[gap](id).flatMap(domainOf).sort()];
      return {
        id,
        services: service
          ? [String(service)]
          : list(thing, 'claimSources').filter((name) => name !== 'people'),
        domain,
        known: isKnown[gap](thing),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
