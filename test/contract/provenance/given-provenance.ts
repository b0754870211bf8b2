import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import type { Curator } from '../curate/curator.js';
import { column, table, tableDocument, version } from '../diff/compared-things.js';

export const run = (name: string): string => entityId('TrainingRun', 'registry', name);
export const DEPLOYMENT = entityId('Deployment', 'registry', 'live');

export interface MissingTold {
  readonly what: string;
  readonly at: string;
  readonly version: string | null;
  readonly depth: number;
  readonly message: string;
}

export interface ProvenanceTold {
  readonly of: { readonly id: string; readonly description: string | null };
  readonly asOf: string | null;
  readonly versions: readonly {
    readonly version: { readonly id: string; readonly stage: string | null };
    readonly certainty: string;
    readonly depth: number;
    readonly servedBy: readonly {
      readonly deployment: { readonly id: string };
      readonly share: number | null;
    }[];
    readonly runs: readonly { readonly id: string; readonly gitCommit: string | null }[];
    readonly parameters: readonly { readonly parameter: string; readonly value: string | null }[];
    readonly trainingData: readonly { readonly table: { readonly id: string }; readonly digests: string[] }[];
    readonly evaluationData: readonly {
      readonly table: { readonly id: string };
      readonly digests: string[];
    }[];
    readonly features: readonly {
      readonly feature: { readonly id: string };
      readonly sources: readonly { readonly source: { readonly id: string }; readonly certainty: string }[];
    }[];
    readonly decisions: readonly Record<string, unknown>[];
  }[];
  readonly versionTotal: number;
  readonly sources: readonly {
    readonly source: { readonly id: string };
    readonly certainty: string;
    readonly way: readonly { readonly upstream: string; readonly by: string | null }[];
  }[];
  readonly sourceTotal: number;
  readonly missing: readonly MissingTold[];
  readonly missingTotals: readonly { readonly what: string; readonly total: number }[];
  readonly answer: {
    readonly complete: boolean;
    readonly cut: readonly { readonly reason: string; readonly beyond: number; readonly at: string[] }[];
    readonly sources: readonly { readonly service: string }[];
    readonly unknown: readonly { readonly reason: string }[];
  };
}

const QUESTION = `query P($id: ID!, $asOf: DateTime, $seconds: Float) {
  provenance(id: $id, asOf: $asOf, seconds: $seconds) {
    of { id description } asOf
    versions {
      version { id stage } certainty depth
      servedBy { deployment { id } share } runs { id gitCommit } parameters { parameter value }
      trainingData { table { id } digests } evaluationData { table { id } digests }
      features { feature { id } sources { source { id } certainty } }
      decisions { what by before after reason approves }
    }
    versionTotal
    sources { source { id } certainty way { upstream by } }
    sourceTotal
    missing { what at version depth message }
    missingTotals { what total }
    answer { complete cut { reason beyond at } sources { service } unknown { reason } }
  }
}`;

export const asked = async (
  ask: Curator,
  id: string,
  more: { readonly asOf?: string; readonly seconds?: number } = {},
): Promise<ProvenanceTold> => (await ask(QUESTION, { id, ...more }))['provenance'] as ProvenanceTold;

/** A run with what it read, as a tracker tells it. */
export const runDocument = (name: string, more: Partial<EntityDocument> = {}): EntityDocument => ({
  ...{ kind: 'TrainingRun', service: 'registry', run: name, experiment: '1' },
  ...more,
});

/** Predictions in `scores`, made by what `live` serves; `orders` is where data enters. */
export const predictions = (served: readonly string[]): EntityDocument[] => [
  ...tableDocument('orders', { amount: 'int', day: 'date', unread: 'int' }),
  ...tableDocument('features', { weekday: 'int' }),
  {
    ...{ kind: 'Column', namespace: 'db', table: 'shop.features', column: 'spent' },
    edges: [{ type: 'DERIVED_FROM', upstream: column('amount', 'orders') }],
  },
  {
    ...{ kind: 'Column', namespace: 'db', table: 'shop.features', column: 'weekday' },
    edges: [{ type: 'DERIVED_FROM', upstream: column('day', 'orders') }],
  },
  ...tableDocument(
    'scores',
    { note: 'text' },
    {
      edges: [{ type: 'PREDICTED_BY', upstream: DEPLOYMENT }],
    },
  ),
  {
    ...{ kind: 'Column', namespace: 'db', table: 'shop.scores', column: 'score' },
    edges: [{ type: 'PREDICTED_BY', upstream: DEPLOYMENT }],
  },
  {
    ...{ kind: 'Deployment', service: 'registry', endpoint: 'live', state: 'IN_SERVICE' },
    traffic: Object.fromEntries(served.map((number) => [version(number), 100 / served.length])),
    edges: served.map((number) => ({ type: 'SERVES' as const, upstream: version(number) })),
  },
];

export const whatAt = ({ missing }: ProvenanceTold): string[] =>
  missing.map(({ what, at }) => `${what} ${at}`);

export { column, table, version };
