import { LOCAL_OWNER } from '../../../src/catalog/access/principal.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { entityId } from '../../../src/model/entity-id.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { syncInto } from '../../support/documents.js';
import { curator, type Curator } from '../curate/curator.js';
import { column, day, said, table, tableDocument } from '../diff/compared-things.js';

/** A shop of which several sources tell, each as well as it was read. */

export const ORDERS = table('orders');
export const AMOUNT = column('amount', 'orders');
export const SPENT = column('spent', 'features');
export const JOB = entityId('Pipeline', 'jobs', 'build');
export const RAW = table('raw');
export const DUMP = table('dump');
export const LATE = table('late');
export const BOARD = entityId('Dashboard', 'bi', 'board');
export const VERSION = entityId('MLModelVersion', 'registry', 'churn', '1');
export const FEATURE = entityId('MLFeature', 'registry', 'churn', '1', 'spent');
export const LIVE = entityId('Deployment', 'registry', 'live');

/** What the warehouse tells, people's words on it, and a dashboard of a system that nobody reads. */
export const warehouse = (spentFrom: string = AMOUNT): EntityDocument[] => [
  ...tableDocument(
    'orders',
    { amount: 'int', day: 'date' },
    { domain: 'sales', owners: ['ann'], edges: [{ type: 'DERIVED_FROM', upstream: RAW }] },
  ),
  ...tableDocument('features', {}, { tags: ['pii', 'tier=1'], owners: ['bob'] }),
  {
    ...{ kind: 'Column', namespace: 'db', table: 'shop.features', column: 'spent', dataType: 'double' },
    edges: [
      {
        ...{ type: 'DERIVED_FROM', upstream: spentFrom, via: JOB, masked: true },
        transformations: ['DIRECT/IDENTITY'],
      },
    ],
  },
  { kind: 'Pipeline', namespace: 'jobs', job: 'build', edges: [{ type: 'READS', upstream: spentFrom }] },
  { kind: 'Dashboard', service: 'bi', dashboard: 'board', edges: [{ type: 'CONSUMES', upstream: SPENT }] },
];

export const registry = (): EntityDocument[] => {
  const version = { service: 'registry', model: 'churn', version: '1' };
  return [
    { kind: 'MLModelService', service: 'registry' },
    { kind: 'MLModel', service: 'registry', model: 'churn' },
    {
      ...{ kind: 'MLModelVersion', ...version },
      edges: [
        { type: 'TRAINED_ON', upstream: table('features'), digest: 'd41d8c' },
        { type: 'USES_FEATURE', upstream: FEATURE },
      ],
    },
    {
      ...{ kind: 'MLFeature', ...version, feature: 'spent' },
      edges: [{ type: 'DERIVED_FROM', upstream: SPENT, stated: 'INFERRED', rule: 'same-name' }],
    },
    {
      ...{ kind: 'Deployment', service: 'registry', endpoint: 'live', state: 'IN_SERVICE' },
      edges: [{ type: 'SERVES', upstream: VERSION }],
    },
  ];
};

const madeOfOrders = (name: string): EntityDocument => ({
  ...{ kind: 'Table', namespace: 'db', table: `shop.${name}` },
  edges: [{ type: 'DERIVED_FROM', upstream: ORDERS }],
});

/** All sources, read on the first days of March: two of them whole, one in part, one whole and then not at all. */
export async function readShop(executor: GraphExecutor): Promise<void> {
  await said(executor, warehouse(), day(1), 'warehouse');
  await said(executor, registry(), day(1), 'registry');
  await syncInto(
    executor,
    { service: 'lake', documents: [madeOfOrders('dump')], listing: { complete: false } },
    day(2),
  );
  await said(executor, [madeOfOrders('late')], day(2), 'nightly');
  await syncInto(executor, { service: 'nightly', documents: [], failure: new Error('down') }, day(3));
}

/** Asks as the server does; what is written past it is written by another process, as far as it knows. */
export function askerOf(executor: GraphExecutor): { ask: Curator; own: GraphExecutor } {
  let writes = 0;
  const own: GraphExecutor = {
    info: executor.info,
    get writes() {
      return writes;
    },
    read: (query, params, options) => executor.read(query, params, options),
    write: (work) => {
      writes += 1;
      return executor.write(work);
    },
    runSchema: (text) => executor.runSchema(text),
    close: () => Promise.resolve(),
  };
  return { ask: curator(own, LOCAL_OWNER), own };
}

export interface Cut {
  readonly reason: string;
  readonly beyond: number;
  readonly at: readonly string[];
}

export interface AskedAnswer {
  readonly complete: boolean;
  readonly hidden: number;
  readonly cut: readonly Cut[];
  readonly sources: readonly Record<string, string | null>[];
  readonly unknown: readonly {
    reason: string;
    service: string | null;
    total: number;
    about: string[];
    message: string;
  }[];
}

export interface AskedLineage {
  readonly nodes: readonly {
    readonly entity: { readonly id: string };
    readonly depth: number;
    readonly stands: number;
  }[];
  readonly edges: readonly Record<string, unknown>[];
  readonly totals: readonly { readonly kind: string; readonly total: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly asOf: string | null;
  readonly answer: AskedAnswer;
}

const ANSWER = `answer { complete hidden cut { reason beyond at }
  sources { service lastSync outcome lastComplete } unknown { reason service total about message } }`;
const ENDS = 'downstream upstream type stated by via rule digest masked transformations since until';

/** lineage by GraphQL, with all that it says of itself. */
export const lineageOf = async (ask: Curator, of: string, more = ''): Promise<AskedLineage> =>
  (
    await ask(`{ lineage(id: "${of}", ${more}) { asOf nodes { entity { id } depth stands }
      edges { ${ENDS} stands standsFor { ${ENDS} } } totals { kind total }
      pageInfo { hasNextPage endCursor } ${ANSWER} } }`)
  )['lineage'] as AskedLineage;

export const impactOf = async (ask: Curator, of: string, more = '') =>
  (
    await ask(
      `{ impact(of: "${of}" ${more}) { items { entity { id } state } pageInfo { hasNextPage endCursor } ${ANSWER} } }`,
    )
  )['impact'] as { items: { entity: { id: string }; state: string }[]; answer: AskedAnswer };

export const traceOf = async (ask: Curator, from: string, to: string, more = '') =>
  (
    await ask(
      `{ trace(from: "${from}", to: "${to}" ${more}) { paths { downstream upstream } more ${ANSWER} } }`,
    )
  )['trace'] as { paths: unknown[][]; more: boolean; answer: AskedAnswer };

export const idsOf = ({ nodes }: AskedLineage): string[] => nodes.map(({ entity }) => entity.id);
