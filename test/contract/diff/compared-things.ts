import type { EdgeStatement, EntityDocument } from '../../../src/model/document.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { entityId } from '../../../src/model/entity-id.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { syncInto } from '../../support/documents.js';

export const table = (name: string): string => entityId('Table', 'db', `shop.${name}`);
export const column = (name: string, of: string): string => entityId('Column', 'db', `shop.${of}`, name);
export const version = (number: string): string => entityId('MLModelVersion', 'registry', 'churn', number);
export const feature = (name: string, of: string): string =>
  entityId('MLFeature', 'registry', 'churn', of, name);

export const tableDocument = (
  name: string,
  columns: Readonly<Record<string, string>>,
  more: Partial<EntityDocument> = {},
): EntityDocument[] => [
  { kind: 'Table', namespace: 'db', table: `shop.${name}`, ...more },
  ...Object.entries(columns).map(([of, dataType]) => ({
    ...{ kind: 'Column' as const, namespace: 'db', table: `shop.${name}`, column: of, dataType },
  })),
];

/** One version with all that is compared; features by the columns they are made from, as `column@table`. */
export interface GivenVersion {
  readonly number: string;
  readonly features?: Readonly<Record<string, readonly string[]>>;
  readonly digests?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly edges?: readonly EdgeStatement[];
  readonly fields?: Readonly<Record<string, unknown>>;
}

export function versionDocuments(given: GivenVersion): EntityDocument[] {
  const { number, features = {}, digests = {}, parameters = {}, metrics = {}, edges = [] } = given;
  const key = { service: 'registry', model: 'churn', version: number };
  const source = (text: string): string => {
    const [name = '', of = ''] = text.split('@');
    return column(name, of);
  };
  return [
    {
      ...{ kind: 'MLModelVersion', ...key, ...given.fields },
      edges: [
        ...Object.keys(features).map((name) => ({
          ...{ type: 'USES_FEATURE' as const, upstream: feature(name, number) },
        })),
        ...Object.entries(digests).map(([of, digest]) => ({
          ...{ type: 'TRAINED_ON' as const, upstream: table(of), digest },
        })),
        ...edges,
      ],
    },
    ...Object.entries(features).map(([name, columns]): EntityDocument => ({
      ...{ kind: 'MLFeature', ...key, feature: name, dataType: 'double' },
      edges: columns.map((text) => ({ type: 'DERIVED_FROM', upstream: source(text) })),
    })),
    ...Object.entries(parameters).map(([parameter, value]): EntityDocument => ({
      ...{ kind: 'HyperParameter', ...key, parameter, value },
    })),
    ...Object.entries(metrics).map(([metric, value]): EntityDocument => ({
      ...{ kind: 'Metric', ...key, metric, datasetName: '', slice: '', value },
    })),
  ];
}

/** What one source says on that day; what it no longer says has ended. */
export async function said(
  executor: GraphExecutor,
  documents: readonly EntityDocument[],
  at: string,
  service = 'registry',
): Promise<void> {
  const report = await syncInto(executor, { service, masters: ENTITY_KINDS, documents }, at);
  if (report.state !== 'COMPLETE') throw new Error(JSON.stringify([report.reason, report.rejections]));
}

export const day = (number: number): string => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`;

/** What differs, in one line each: `ASPECT name: before → after (delta) VERDICT`. */
export function told(differences: unknown): string[] {
  return (differences as Record<string, string | number | null>[]).map(
    ({ aspect, name, before, after, delta, verdict }) =>
      `${aspect} ${name}: ${before ?? '–'} → ${after ?? '–'}${typeof delta === 'number' ? ` (${Number(delta.toPrecision(6))})` : ''}${verdict ? ` ${verdict}` : ''}`,
  );
}
