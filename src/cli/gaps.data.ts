const FIGURE = '{ total known ratio }';
const ROW = `{ name ${[
  'sources',
  'predictions',
  'trainingData',
  'featureSources',
  'storedFeatureSources',
  'owners',
]
  .map((measure) => `${measure} ${FIGURE}`)
  .join(' ')} }`;

export const GAPS_QUERY = `query Gaps($filter: GapFilter, $staleDays: Int!, $first: Int, $after: String) {
  gaps(filter: $filter, staleDays: $staleDays, first: $first, after: $after) {
    totals { gap total }
    coverage { all ${ROW} byService ${ROW} byDomain ${ROW} }
    items { gap id entity { id kind name } services domain missing advice }
    pageInfo { hasNextPage endCursor }
  }
}`;

export interface FigureData {
  readonly total: number;
  readonly known: number;
  readonly ratio: number | null;
}

/** What is measured, under the words that stand above its column. */
export const MEASURE_HEADS = {
  sources: 'sources in step',
  predictions: 'deployments with predictions',
  trainingData: 'versions with training data',
  featureSources: 'features with sources',
  storedFeatureSources: 'stored features with sources',
  owners: 'tables with owner',
} as const;
export type MeasureName = keyof typeof MEASURE_HEADS;

export interface CoverageRowData extends Readonly<Record<MeasureName, FigureData>> {
  readonly name: string | null;
}

export interface GapData {
  readonly gap: string;
  readonly id: string;
  readonly entity: { readonly id: string; readonly kind: string; readonly name: string } | null;
  readonly services: readonly string[];
  readonly domain: string | null;
  readonly missing: string;
  readonly advice: string;
}

export interface GapsData {
  readonly gaps: {
    readonly totals: readonly { readonly gap: string; readonly total: number }[];
    readonly coverage: {
      readonly all: CoverageRowData;
      readonly byService: readonly CoverageRowData[];
      readonly byDomain: readonly CoverageRowData[];
    };
    readonly items: readonly GapData[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
