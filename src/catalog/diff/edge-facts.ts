import { groupBy } from '../../group-by.js';
import { kindOf } from '../../model/entity-id.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { factKey, type Aspect, type Fact, type StatedEdge } from './difference.js';
import { partFacts } from './part-facts.js';
import type { Relative } from './relative-id.js';
import { valueText } from './value-text.js';

/** How the facts of edges are made: of which thing, and what is known of the ends that have a value of their own. */
export interface EdgeView {
  readonly root: string;
  readonly relative: (id: string) => Relative;
  readonly ends: ReadonlyMap<string, EntityRecord>;
}

/** Edges that join the same two things in the same way, whoever states them. */
export interface Join {
  readonly type: StatedEdge['type'];
  readonly downstream: string;
  readonly upstream: string;
  readonly key: string;
  readonly edges: readonly StatedEdge[];
}

export function joinsOf(edges: readonly StatedEdge[], { relative }: EdgeView): Join[] {
  const keyOf = ({ type, downstream, upstream }: StatedEdge): string =>
    JSON.stringify([type, relative(downstream).key, relative(upstream).key]);
  return [...groupBy(edges, keyOf)].flatMap(([key, same]) => {
    const [first] = same;
    return first ? [{ ...first, key, edges: same }] : [];
  });
}

/** The features that a version takes, the sources of its features, its training data, and every edge as such. */
export function edgeFacts(joins: readonly Join[], view: EdgeView): Fact[] {
  const sources = groupBy(
    joins.filter((join) => isSource(join, view)),
    ({ upstream }) => upstream,
  );
  return [
    ...joins.flatMap((join) => (isFeature(join, view) ? featureFacts(join, view) : [])),
    ...joins.flatMap((join) => (isTraining(join, view) ? [trainingFact(join, view)] : [])),
    ...[...sources].map(([id, same]) => sourceFact(id, same, view)),
    ...joins.map((join) => lineageFact(join, view)),
  ];
}

const isFeature = ({ type, downstream }: Join, { root }: EdgeView): boolean =>
  type === 'USES_FEATURE' && downstream === root;

const isTraining = ({ type, downstream }: Join, { root }: EdgeView): boolean =>
  type === 'TRAINED_ON' && downstream === root;

/** What a feature of the compared thing, or the compared feature, is made from. */
const isSource = ({ type, downstream, upstream }: Join, { root }: EdgeView): boolean =>
  type === 'DERIVED_FROM' &&
  (downstream !== root || FEATURES.includes(kindOf(root))) &&
  upstream !== root &&
  FEATURES.includes(kindOf(downstream)) &&
  kindOf(upstream) !== 'MLFeature';

export const FEATURES: readonly string[] = ['MLFeature', 'StoredFeature'];

function featureFacts({ upstream, edges }: Join, { relative, ends }: EdgeView): Fact[] {
  const { key, name } = relative(upstream);
  const record = ends.get(upstream);
  if (record) return partFacts(record, key, edges);
  return [{ aspect: 'FEATURE', key: factKey('FEATURE', key), name, text: '', edges }];
}

function trainingFact({ upstream, edges }: Join, { relative, ends }: EdgeView): Fact {
  const digests = [...new Set(edges.flatMap(({ digest }) => digest ?? []))].sort();
  const { key, name } = relative(upstream);
  return {
    ...{ aspect: 'TRAINING_DATA', key: factKey('TRAINING_DATA', key), edges },
    ...{ name: ends.get(upstream)?.name ?? name, text: digests.join(', ') },
  };
}

function sourceFact(id: string, joins: readonly Join[], { relative, ends }: EdgeView): Fact {
  const record = ends.get(id);
  const { key, name } = relative(id);
  const table = record?.['table'] ?? record?.['featureTable'];
  return {
    ...{ aspect: 'SOURCE', key: factKey('SOURCE', key), edges: joins.flatMap(({ edges }) => edges) },
    name: record ? [table, record.name].filter(Boolean).join('.') : name,
    text: valueText(record?.['dataType']).text,
  };
}

/** An edge as such. Its coming and going is told by what it leads to, where that comes and goes with it. */
function lineageFact(join: Join, view: EdgeView): Fact {
  const { type, downstream, upstream, edges } = join;
  const [down, up] = [view.relative(downstream), view.relative(upstream)];
  const told: [Aspect, string][] = [
    ...(isFeature(join, view) ? [['FEATURE', up.key] as [Aspect, string]] : []),
    ...(isTraining(join, view) ? [['TRAINING_DATA', up.key] as [Aspect, string]] : []),
    ...(isSource(join, view)
      ? ([
          ['SOURCE', up.key],
          ['FEATURE', down.key],
        ] as [Aspect, string][])
      : []),
  ];
  return {
    ...{ aspect: 'LINEAGE', key: factKey('LINEAGE', join.key), edges },
    name: [downstream === view.root ? '' : down.name, type, upstream === view.root ? '' : up.name]
      .filter(Boolean)
      .join(' '),
    // The digest of training data is told there.
    text: [...new Set(edges.map((edge) => wordText(edge, { digest: !isTraining(join, view) })))]
      .sort()
      .join('; '),
    toldBy: told.map(([aspect, key]) => factKey(aspect, key)),
  };
}

/** How an edge is stated, in a few words. */
function wordText(edge: StatedEdge, { digest }: { digest: boolean }): string {
  const { stated, by, rule, declaredBy, via, transformations, masked } = edge;
  return [
    `${stated} by ${declaredBy ?? by}`,
    ...(rule === undefined ? [] : [`rule ${rule}`]),
    ...(via === undefined ? [] : [`via ${via}`]),
    ...(transformations === undefined ? [] : [[...transformations].sort().join(' ')]),
    ...(masked ? ['masked'] : []),
    ...(digest && edge.digest !== undefined ? [`digest ${edge.digest}`] : []),
  ].join(', ');
}
