import type { StatedRelation } from '../../model/relations.js';
import type { Draft, Drafted } from './draft.js';
import type { ForeignNode } from './graph.js';
import { isName, tableName } from './names.js';
import { producedBy } from './runs.js';
import { takeTable } from './tables.js';
import { dct, localName, prov, rdfs } from './terms.js';
import { labelOf, text, texts, time } from './values.js';

const DERIVED = [
  prov('wasDerivedFrom'),
  prov('hadPrimarySource'),
  prov('wasQuotedFrom'),
  prov('wasRevisionOf'),
];
const QUALIFIED = [
  prov('qualifiedDerivation'),
  prov('qualifiedPrimarySource'),
  prov('qualifiedQuotation'),
  prov('qualifiedRevision'),
];
const CLASSES = [
  prov('Activity'),
  prov('Agent'),
  prov('Person'),
  prov('Organization'),
  prov('SoftwareAgent'),
  prov('Plan'),
  prov('Bundle'),
];
const NODES_OF_STATEMENTS = [
  'Derivation',
  'Generation',
  'Usage',
  'Association',
  'Attribution',
  'Revision',
  'Influence',
].map(prov);
const TAKES_PART = [...DERIVED, ...QUALIFIED, prov('wasGeneratedBy'), prov('qualifiedGeneration')];
const LEADS_TO = [...DERIVED, prov('used'), prov('entity'), prov('generated')];

/** Entities of provenance that nothing else says more of, and that take part in a derivation: data, as a table. */
export function takeEntities(draft: Draft): void {
  const { graph } = draft;
  const plain = graph.inOrder(
    (node) =>
      !draft.isTaken(node) &&
      !node.isA(...CLASSES, ...NODES_OF_STATEMENTS) &&
      (node.isA(prov('Entity'))
        ? node.has(...TAKES_PART) || leadsTo(draft, node)
        : node.types.size === 0 && node.has(...DERIVED)),
  );
  for (const node of plain) takeTable(draft, node);
}

const leadsTo = (draft: Draft, node: ForeignNode): boolean =>
  draft.graph.pointingAt(node, ...LEADS_TO).length > 0;

/** What a plain entity says of itself. */
export function describeEntity(draft: Draft, thing: Drafted): void {
  const { node } = thing;
  text(draft, node, prov('value'));
  draft.say(thing, {
    displayName: text(draft, node, prov('label')),
    createdAt: time(draft, node, prov('generatedAtTime')),
    owners: texts(draft, node, prov('wasAttributedTo')),
  });
}

/** What was derived from what, and what the activity between them was. */
export function linkDerivations(draft: Draft): void {
  const { graph } = draft;
  for (const [node, things] of draft.nodes) {
    const statements = graph.things(node, ...QUALIFIED);
    const told = new Set<ForeignNode>();
    for (const statement of statements) {
      const [activity] = graph.things(statement, prov('hadActivity'));
      const via = activity && draft.madeOf(activity, 'Pipeline')[0]?.id;
      const reason = text(draft, statement, dct('description'), rdfs('comment'), prov('label'));
      for (const from of graph.things(statement, prov('entity'))) {
        told.add(from);
        derive(draft, { node, things, property: prov('qualifiedDerivation') }, from, {
          ...(via === undefined ? {} : { via }),
          ...(reason === undefined ? {} : { reason }),
        });
      }
    }
    for (const property of DERIVED)
      for (const from of graph.things(node, property))
        if (!told.has(from)) derive(draft, { node, things, property }, from, {});
  }
}

interface Derivation {
  readonly node: ForeignNode;
  readonly things: readonly Drafted[];
  readonly property: string;
}

function derive(
  draft: Draft,
  { node, things, property }: Derivation,
  from: ForeignNode,
  more: { via?: string; reason?: string },
): void {
  const made = draft.madeOf(from);
  // A table can only come from data, whatever the document leaves unsaid of it.
  const isNamed = made.length === 0 && isName(from.id) && !draft.graph.describes(from);
  let linked = false;
  for (const thing of things) {
    const type: StatedRelation = thing.kind === 'MLModelVersion' ? 'FINE_TUNED_FROM' : 'DERIVED_FROM';
    const named = isNamed && thing.kind === 'Table' ? [draft.mention(from, 'Table', tableName(from.id))] : [];
    for (const id of [...named, ...made.map((each) => each.id)])
      linked = draft.link(thing, type, id, more) || linked;
  }
  if (linked || made.some((each) => things.includes(each))) return;
  const kinds = (drafted: readonly Drafted[]): string =>
    [...new Set(drafted.map(({ kind }) => kind))].join(', ');
  draft.keep(
    node,
    property,
    made.length > 0
      ? `the catalog has no such relation between a ${kinds(things)} and a ${kinds(made)}`
      : `${from.id} is not described in the document, or is nothing that the catalog has a kind for`,
  );
}

/** Activities: what makes models is a run (taken before), what makes or reads tables is a pipeline. */
export function takeActivities(draft: Draft): void {
  const { graph } = draft;
  for (const node of graph.ofClass(prov('Activity'))) {
    if (draft.isTaken(node) || producedBy(draft, node).length > 0) continue;
    const writes = madeBy(draft, node);
    const reads = graph.things(node, prov('used')).flatMap((thing) => draft.madeOf(thing));
    reads.push(
      ...graph
        .things(node, prov('qualifiedUsage'))
        .flatMap((usage) => graph.things(usage, prov('entity')))
        .flatMap((thing) => draft.madeOf(thing)),
    );
    if (writes.length === 0 && reads.length === 0) {
      draft.keep(node, undefined, 'is an activity that neither reads nor makes anything that was taken');
      continue;
    }
    const pipeline = takePipeline(draft, node);
    if (!pipeline) continue;
    for (const made of writes) draft.link(made, 'PRODUCED_BY', pipeline.id);
    for (const { id, node: read } of reads)
      if (!draft.link(pipeline, 'READS', id))
        draft.keep(node, prov('used'), `${read.id} is nothing that a pipeline reads`);
  }
}

function madeBy(draft: Draft, activity: ForeignNode): Drafted[] {
  const { graph } = draft;
  const generations = graph
    .pointingAt(activity, prov('activity'))
    .flatMap((each) => graph.pointingAt(each, prov('qualifiedGeneration')));
  const made = [
    ...graph.pointingAt(activity, prov('wasGeneratedBy')),
    ...graph.things(activity, prov('generated')),
    ...generations,
  ];
  return [...new Set(made)].flatMap((node) => draft.madeOf(node, 'Table', 'MLFeatureTable'));
}

function takePipeline(draft: Draft, node: ForeignNode): Drafted | undefined {
  const named = isName(node.id) && !node.blank ? tableName(node.id) : undefined;
  const label = labelOf(draft, node) || text(draft, node, prov('label')) || '';
  const namespace = named?.namespace ?? draft.namespace;
  const job = named?.table ?? label;
  if (namespace === undefined || !job) {
    draft.keep(node, undefined, 'nothing names it: give it an IRI, or a label and --service NAME');
    return undefined;
  }
  const pipeline = draft.thing(node, 'Pipeline', [namespace, job]);
  if (!pipeline) return undefined;
  const title = label || text(draft, node, prov('label'));
  draft.say(pipeline, {
    displayName: title === job || title === localName(node.id) ? undefined : title,
    description: text(draft, node, dct('description'), rdfs('comment')),
    lastRunAt: time(draft, node, prov('endedAtTime'), prov('startedAtTime')),
    owners: texts(draft, node, prov('wasAssociatedWith')),
  });
  return pipeline;
}
