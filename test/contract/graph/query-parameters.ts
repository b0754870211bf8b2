import fc from 'fast-check';
import { sortKey } from '../../../src/catalog/browse/sort-key.js';
import type { EntityKind } from '../../../src/model/entities.js';
import { entityId } from '../../../src/model/entity-id.js';
import {
  anyId,
  edgeProperties,
  idOfKind,
  nodeProperties,
  oddString,
  source,
  time,
  type TestGraph,
  type Values,
} from '../../support/graphs.js';

/** Makes parameters for a text, of what is in the graph and of what is not. `member` is what follows the colon. */
type Parameters = (graph: TestGraph, member: string) => fc.Arbitrary<Values>;

const idOf = ({ nodes }: TestGraph): fc.Arbitrary<string> =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...nodes.map(({ id }) => id)) }, anyId());

const ids: Parameters = (graph) => fc.record({ ids: fc.array(idOf(graph), { maxLength: 8 }) });

const nameIn = ({ nodes }: TestGraph): fc.Arbitrary<string> =>
  fc.oneof(oddString(), fc.constantFrom(...nodes.map(({ properties }) => String(properties['name'] ?? ''))));

const count = (): fc.Arbitrary<number> => fc.constantFrom(0, 1, 2, 5, 100);

const named: Parameters = (graph) => fc.record({ name: nameIn(graph), n: count() });

const none: Parameters = () => fc.constant({});

/** The place after one of the nodes, after nothing that is there, or the beginning. */
const place = (graph: TestGraph): fc.Arbitrary<{ after: string | null; afterId: string | null }> =>
  fc.oneof(
    fc.constant({ after: null, afterId: null }),
    fc.record({ after: nameIn(graph).map(sortKey), afterId: idOf(graph) }),
  );

const page: Parameters = (graph) =>
  fc.tuple(place(graph), count()).map(([{ after, afterId }, n]) => ({ after, afterId, n }));

const search: Parameters = (graph) =>
  fc
    .tuple(
      place(graph),
      fc.record({
        words: fc.array(fc.constantFrom('ord', 'shop', '漢', '😀', 'i̇', 'ß', 'σ', '`', '\u0000'), {
          maxLength: 2,
        }),
        tag: fc.option(oddString(), { freq: 2 }),
        owner: fc.option(source(), { freq: 2 }),
        n: count(),
      }),
    )
    .map(([from, rest]) => ({ ...from, ...rest }));

const entityRows: Parameters = (graph, kind) =>
  fc.record({
    rows: fc.uniqueArray(
      fc.record({
        id: fc.oneof(idOf(graph), idOfKind(kind as EntityKind)),
        props: nodeProperties(true).map((props): Values => ({ ...props, kind })),
      }),
      { selector: ({ id }) => id, maxLength: 5 },
    ),
    now: time(),
  });

const distinctRows = (row: fc.Arbitrary<Values>): fc.Arbitrary<Values[]> =>
  fc.uniqueArray(row, { selector: (values) => JSON.stringify(values), maxLength: 6 });

const attachments: Parameters = (graph) =>
  fc.record({ rows: distinctRows(fc.record({ child: idOf(graph), parent: idOf(graph) })), now: time() });

const edgeKeyRow = (graph: TestGraph): fc.Arbitrary<Values> =>
  fc.record({
    downstream: idOf(graph),
    upstream: idOf(graph),
    by: source(),
    via: fc.constantFrom('', 'Pipeline:a/b'),
  });

const edgeRows: Parameters = (graph) =>
  fc.record({
    rows: fc.array(
      fc.tuple(edgeKeyRow(graph), edgeProperties()).map(([key, props]): Values => ({ ...key, props })),
      { maxLength: 6 },
    ),
    now: time(),
  });

/** Edges of that type which are there, and some which are not. */
const edgesToRetire: Parameters = (graph, type) => {
  const present = graph.edges
    .filter((edge) => edge.type === type)
    .map(({ from, to, properties: { by, via } }): Values => ({ downstream: from, upstream: to, by, via }));
  const row = fc.oneof(edgeKeyRow(graph), ...(present.length > 0 ? [fc.constantFrom(...present)] : []));
  return fc.record({ rows: distinctRows(row), now: time() });
};

const statedBy: Parameters = (graph) =>
  fc.record({ ids: fc.array(idOf(graph), { maxLength: 8 }), by: source() });

const pairs: Parameters = (graph) =>
  fc.record({
    pairs: fc.array(fc.record({ downstream: idOf(graph), upstream: idOf(graph) }), { maxLength: 12 }),
  });

const pendingRows: Parameters = (graph) =>
  fc.record({
    rows: fc.array(fc.record({ downstream: idOf(graph), by: source(), statement: oddString() }), {
      maxLength: 4,
    }),
  });

const pendingOf: Parameters = (graph) =>
  fc.record({ downstreams: fc.array(idOf(graph), { maxLength: 8 }), by: source() });

/** Most ids that have runs are no services here; the text does not ask for the kind. */
const services: Parameters = (graph) =>
  fc.record({
    services: fc.uniqueArray(fc.oneof(idOf(graph), fc.constant(entityId('MLModelService', 'a'))), {
      maxLength: 8,
    }),
    n: fc.constantFrom(1, 2, 50),
  });

/** By name of the text, or of its family: what stands before the colon. */
export const PARAMETERS: Readonly<Record<string, Parameters>> = {
  'all-pending-edges': none,
  'attach-to-parents': attachments,
  'claim-hashes': ids,
  'column-detail': pairs,
  'columns-of-tables': ids,
  'count-entities': none,
  'create-pending-edges': pendingRows,
  'drop-pending-edges': pendingOf,
  'edges-from': ids,
  'edges-stated-by': statedBy,
  'entities-by-id': (graph) => fc.record({ afterId: fc.oneof(idOf(graph), fc.constant('')), n: count() }),
  'entities-by-ids': ids,
  'entities-page': page,
  'entity-briefs': ids,
  'existing-entities': ids,
  'find-columns': (graph) =>
    fc.record({
      column: nameIn(graph),
      table: oddString(),
      suffix: fc.constantFrom('.orders', '.'),
      n: count(),
    }),
  'find-named': named,
  'find-tables-by-suffix': () => fc.record({ suffix: fc.constantFrom('.orders', 's', ''), n: count() }),
  'find-versions-of-model': (graph) => fc.record({ model: nameIn(graph) }),
  'hops-downstream': ids,
  'hops-upstream': ids,
  'listed-children': ids,
  'lock-entities': ids,
  'mention-entities': entityRows,
  'names-of-kind': () => fc.record({ n: count() }),
  'node-summaries': ids,
  'prediction-tables': ids,
  'read-schema-version': none,
  'record-schema-version': () => fc.record({ version: fc.integer({ min: 0, max: 4 }) }),
  'related-in': ids,
  'related-out': ids,
  'retire-edges': edgesToRetire,
  'search-entities': search,
  'sync-runs-of': services,
  'upsert-edges': edgeRows,
  'upsert-entities': entityRows,
};

export const familyOf = (name: string): string => name.split(':')[0] ?? name;

export function parametersFor(name: string, graph: TestGraph): fc.Arbitrary<Values> {
  const parameters = PARAMETERS[name] ?? PARAMETERS[familyOf(name)];
  if (!parameters) throw new Error(`The text ${name} has no parameters in query-parameters.ts.`);
  return parameters(graph, name.split(':')[1] ?? '');
}
