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
import { SEARCH_PARAMETERS } from './search-parameters.js';

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

const idRangeOf = (graph: TestGraph) => ({
  afterId: fc.oneof(idOf(graph), fc.constant('')),
  beforeId: fc.oneof(idOf(graph), fc.constant('~')),
});
const idRange: Parameters = (graph) => fc.record({ ...idRangeOf(graph), n: count() });

const gapPage: Parameters = (graph) =>
  fc.record({
    after: fc.oneof(idOf(graph), fc.constant('')),
    end: fc.oneof(idOf(graph), fc.constant('~')),
    services: fc.option(fc.array(fc.oneof(source(), oddString()), { maxLength: 3 }), { freq: 2 }),
    n: count(),
  });

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
  const key = fc.oneof(edgeKeyRow(graph), ...(present.length > 0 ? [fc.constantFrom(...present)] : []));
  const rows = fc.uniqueArray(key, { selector: (values) => JSON.stringify(values), maxLength: 6 });
  const endedWith = fc.option(idOf(graph));
  return fc.record({
    rows: fc.tuple(rows, endedWith).map(([keys, id]) => keys.map((values) => ({ ...values, endedWith: id }))),
    now: time(),
  });
};

const changeRows: Parameters = (graph) =>
  fc.record({
    rows: fc.array(
      fc.record({
        ...{ entity: idOf(graph), revision: fc.integer({ min: 1, max: 9 }), at: time(), key: oddString() },
        ...{ kind: fc.constant('Table'), action: fc.constant('UPDATED'), source: source(), actor: source() },
        ...{ service: fc.option(source()), run: fc.constant(null), reason: fc.option(oddString()) },
        ...{ fields: oddString(), said: fc.option(oddString()), edges: fc.constant(null) },
        brokenRules: fc.option(fc.array(oddString(), { minLength: 1, maxLength: 2 })),
      }),
      { maxLength: 5 },
    ),
  });

const tokenId = (): fc.Arbitrary<string> => fc.constantFrom('00aa', '11bb');

const newToken: Parameters = () =>
  fc.record({
    ...{ id: tokenId(), name: oddString(), now: time() },
    props: fc.record({
      ...{ role: fc.constant('reader'), hash: oddString(), createdAt: time(), createdBy: source() },
      expiresAt: fc.option(time()),
    }),
  });

const idsAt: Parameters = (graph) => fc.record({ ids: fc.array(idOf(graph), { maxLength: 8 }), at: time() });

const statedBy: Parameters = (graph) =>
  fc.record({ ids: fc.array(idOf(graph), { maxLength: 8 }), by: source() });

const pairs: Parameters = (graph) =>
  fc.record({
    pairs: fc.array(fc.record({ downstream: idOf(graph), upstream: idOf(graph) }), { maxLength: 12 }),
  });

const pairsAt: Parameters = (graph) =>
  fc.tuple(pairs(graph, ''), time()).map(([values, at]) => ({ ...values, at }));

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
    at: fc.option(time()),
    n: fc.constantFrom(1, 2, 50),
  });

const ends: Parameters = (graph) =>
  fc.record({
    rows: fc.uniqueArray(fc.record({ id: idOf(graph), revision: fc.integer({ min: 1, max: 9 }) }), {
      ...{ selector: ({ id }) => id, maxLength: 5 },
    }),
    until: fc.option(time()),
    endedBy: fc.option(source()),
  });

const CONTENT = [`sha256:${'0'.repeat(64)}`, `sha256:${'1'.repeat(64)}`];

const revived: Parameters = (graph) =>
  fc.tuple(ids(graph, ''), ids(graph, '')).map(([given, { ids: others }]) => ({ ...given, revived: others }));

const leased = (): fc.Arbitrary<string> => fc.constantFrom('mlflow', 'etl');

/** Of a service, and the parts of it. */
const CHECKPOINTS = ['mlflow', 'mlflow\n0', 'mlflow\n1'];

const checkpoints = (): fc.Arbitrary<Values> => fc.record({ ids: fc.subarray(CHECKPOINTS) });

const checksum = (): fc.Arbitrary<Values> => fc.record({ checksum: fc.constantFrom(...CONTENT) });

const contentProps = (graph: TestGraph): fc.Arbitrary<Values> => {
  const texts = fc.option(fc.array(idOf(graph), { minLength: 1, maxLength: 3 }), { freq: 3 });
  const key = fc.option(fc.constantFrom('a', 'b'), { freq: 3 });
  return fc.record({ key, references: texts, holds: texts, removing: texts });
};

const models: Parameters = (graph) => fc.record({ models: fc.uniqueArray(idOf(graph), { maxLength: 8 }) });

const figures = (): fc.Arbitrary<Values> =>
  fc.record({
    parameters: fc.array(oddString(), { maxLength: 3 }),
    metrics: fc.array(oddString(), { maxLength: 3 }),
  });

const joined = (parts: readonly Values[]): Values => Object.assign({}, ...parts) as Values;

/** By name of the text, or of its family: what stands before the colon. */
export const PARAMETERS: Readonly<Record<string, Parameters>> = {
  ...SEARCH_PARAMETERS,
  'access-tokens-called': () => fc.record({ called: fc.oneof(tokenId(), oddString()) }),
  'access-tokens-page': () => fc.record({ after: fc.option(time()), afterId: tokenId(), n: count() }),
  'all-pending-edges': none,
  'artifact-checksums': ids,
  'artifact-sources': (graph) => fc.record({ id: idOf(graph) }),
  'attach-to-parents': attachments,
  'changes-after': idsAt,
  'changes-of': (graph) =>
    fc.record({ entity: idOf(graph), before: fc.integer({ min: 0, max: 9 }), n: count() }),
  'changes-of-all': (graph) =>
    fc.record({
      ids: fc.uniqueArray(idOf(graph), { maxLength: 8 }),
      ...{ entity: fc.oneof(idOf(graph), fc.constant('')), revision: fc.integer({ min: 0, max: 9 }) },
      n: count(),
    }),
  'changes-since': () =>
    fc.record({
      ...{ after: fc.oneof(time(), oddString()), n: count() },
      ...{ kind: fc.option(fc.constant('Table')), service: fc.option(source()), actor: fc.option(source()) },
    }),
  'claim-hashes': ids,
  'claimed-entities': (graph) => fc.record({ source: source(), ...idRangeOf(graph), n: count() }),
  'column-detail': pairs,
  'column-detail-at': pairsAt,
  'columns-of-tables': ids,
  'columns-of-tables-at': idsAt,
  'count-access-tokens': none,
  'contained-entities': (graph) =>
    fc.record({
      ...{ ids: fc.array(idOf(graph), { maxLength: 8 }), all: fc.boolean(), until: fc.option(time()) },
    }),
  'contained-names': (graph) => fc.record({ id: idOf(graph) }),
  'count-entities': none,
  'create-access-token': newToken,
  'create-pending-edges': pendingRows,
  'drop-pending-edges': pendingOf,
  'drop-checkpoints': checkpoints,
  'edge-words': pairs,
  'edge-words-at': pairsAt,
  'edges-ever-from': ids,
  'edges-from': ids,
  'edges-from-at': idsAt,
  'edges-into': ids,
  'edges-into-at': idsAt,
  'edges-stated-by': statedBy,
  'ended-edges-from': revived,
  'ended-edges-into': revived,
  'entities-by-id': idRange,
  'entity-ids': idRange,
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
  'forget-content': checksum,
  'forget-ending-from': ids,
  'forget-ending-into': ids,
  'gap-counts': none,
  'gap-page': gapPage,
  'gap-page-of-domains': (graph) =>
    fc
      .tuple(gapPage(graph, ''), fc.array(oddString(), { maxLength: 3 }))
      .map(([values, domains]) => ({ ...values, domains: domains.map((name) => name.toLowerCase()) })),
  'hops-downstream': ids,
  'hops-downstream-at': idsAt,
  'hops-upstream': ids,
  'hops-upstream-at': idsAt,
  'listed-children': ids,
  'live-access-tokens': () => fc.record({ now: time() }),
  'live-deployments': ids,
  'lock-content': () => fc.record({ shard: fc.constantFrom('sha256:00', 'sha256:11') }),
  'lock-entities': ids,
  'lock-lease': () => fc.record({ service: leased() }),
  'mark-access-token-used': () =>
    fc.record({ id: tokenId(), day: fc.constantFrom('2026-11-20', '2026-11-21') }),
  'mention-entities': entityRows,
  'metrics-of-models': models,
  'names-of-kind': () => fc.record({ n: count() }),
  'node-summaries': ids,
  'parameters-of-models': models,
  'pending-edges-of': ids,
  'change-revisions': ids,
  'restore-places': (graph) =>
    fc.record({
      rows: distinctRows(fc.record({ child: idOf(graph), parent: idOf(graph), since: time() })),
    }),
  'restore-past-edges': (graph) =>
    fc.record({
      rows: fc.array(fc.record({ downstream: idOf(graph), upstream: idOf(graph), props: edgeProperties() }), {
        maxLength: 6,
      }),
    }),
  'prediction-tables': ids,
  'purge-changes': ids,
  'purge-entities': ids,
  'read-checkpoint': () => fc.record({ service: leased() }),
  'read-checkpoint-parts': checkpoints,
  'read-content': checksum,
  'read-schema-version': none,
  'record-schema-version': () => fc.record({ version: fc.integer({ min: 0, max: 4 }) }),
  'record-changes': changeRows,
  'related-brief-in': ids,
  'related-brief-out': ids,
  'related-in': ids,
  'related-in-at': idsAt,
  'related-out-at': idsAt,
  'related-out': ids,
  'retire-edges': edgesToRetire,
  'revoke-access-token': () => fc.record({ id: tokenId(), at: time(), by: source() }),
  'service-syncs': none,
  'set-end': ends,
  'sync-run-ends': (graph) => fc.record({ service: idOf(graph) }),
  'sync-runs-of': services,
  'table-names': () => fc.record({ n: count() }),
  'tags-of-versions': (graph) => fc.record({ model: idOf(graph) }),
  'unsettled-content': () => fc.record({ after: fc.constantFrom('', ...CONTENT), n: count() }),
  'upsert-edges': edgeRows,
  'upsert-entities': entityRows,
  'version-table-keys': (graph) => fc.tuple(models(graph, ''), figures()).map(joined),
  // A limit below what there is would leave it to the engine which versions come.
  'version-table-of-models': (graph) =>
    fc.tuple(models(graph, ''), figures(), fc.constant({ most: 10_000 })).map(joined),
  'version-table-rows': (graph) => fc.tuple(ids(graph, ''), figures()).map(joined),
  'write-checkpoint': () =>
    fc.record({
      service: fc.constant('mlflow'),
      checkpoint: fc.constantFrom('{"state":"a"}', '{"state":"b"}'),
      part: fc.constantFrom('mlflow\n0', 'mlflow\n1'),
      parts: fc.constantFrom(1, 2),
      seen: fc.constantFrom('', 'AAAAAAAAAAE='),
    }),
  'write-content': (graph) =>
    fc.tuple(checksum(), contentProps(graph)).map(([key, props]) => ({ ...key, props })),
  'write-lease': () =>
    fc.record({
      service: leased(),
      run: fc.option(fc.uuid()),
      holder: fc.option(fc.constant('host, process 1')),
      since: fc.option(fc.constant(1)),
      until: fc.option(fc.constant(2)),
    }),
};

export const familyOf = (name: string): string => name.split(':')[0] ?? name;

export function parametersFor(name: string, graph: TestGraph): fc.Arbitrary<Values> {
  const parameters = PARAMETERS[name] ?? PARAMETERS[familyOf(name)];
  if (!parameters) throw new Error(`The text ${name} has no parameters in query-parameters.ts.`);
  return parameters(graph, name.split(':')[1] ?? '');
}
