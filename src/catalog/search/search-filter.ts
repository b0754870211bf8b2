import { badInput } from '../../errors.js';
import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { entityId } from '../../model/entity-id.js';
import type { MetricBounds, SearchCriteria, SearchIndex } from './search-index.js';
import type { SearchWords } from './search-words.js';

export const COMPARISONS = ['ABOVE', 'AT_LEAST', 'EQUAL_TO', 'AT_MOST', 'BELOW'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A figure that a version must have reached, by its last value. */
export interface MetricThreshold {
  readonly name: string;
  readonly is: Comparison;
  readonly value: number;
  readonly dataset?: string;
  readonly slice?: string;
}

/** ISO 8601, UTC; from the first on, before the second. */
export interface TimeRange {
  readonly from?: string;
  readonly to?: string;
}

/** Which things a person looks among. Several values of one filter: any of them; several filters: all of them. */
export interface SearchFilter {
  readonly kinds?: readonly EntityKind[];
  readonly service?: readonly string[];
  readonly platform?: readonly string[];
  readonly domain?: readonly string[];
  readonly owner?: readonly string[];
  /** `name`, whatever its value, or `name=value`. */
  readonly tag?: readonly string[];
  readonly stage?: readonly string[];
  readonly status?: readonly string[];
  readonly state?: readonly string[];
  readonly task?: readonly string[];
  readonly framework?: readonly string[];
  readonly term?: readonly string[];
  readonly metric?: readonly MetricThreshold[];
  readonly createdAt?: TimeRange;
  readonly updatedAt?: TimeRange;
  readonly registeredAt?: TimeRange;
  readonly ended?: boolean;
}

/** Parameters, metrics, files, comments and sync runs are found through what they belong to, unless they are asked for. */
const SEARCHED: readonly EntityKind[] = ENTITY_KINDS.filter(
  (kind) => !['HyperParameter', 'Metric', 'SyncRun', 'Artifact', 'Comment'].includes(kind),
);

const ONE_VALUE = ['domain', 'stage', 'status', 'state', 'task', 'framework'] as const;
const TIMES = ['createdAt', 'updatedAt', 'registeredAt'] as const;
const AFTER_ALL_TIMES = '~';

/** A filter in the terms of what is stored; what it says by way of other things is looked up. */
export async function criteriaOf(
  index: Pick<SearchIndex, 'platforms' | 'versionsWith'>,
  filter: SearchFilter,
  words: SearchWords | undefined,
): Promise<SearchCriteria> {
  const [services, ids] = await Promise.all([servicesOf(index, filter), idsWith(index, filter.metric ?? [])]);
  const { kinds = SEARCHED, owner, tag, term, ended = false } = filter;
  return {
    kinds,
    ...(words ? { words } : {}),
    ...(ids ? { ids } : {}),
    ...(services ? { services } : {}),
    isOneOf: ONE_VALUE.flatMap((property) => {
      const values = filter[property]?.map((value) => value.toLowerCase());
      return values ? [{ property, values }] : [];
    }),
    hasOneOf: [
      ...(owner ? [{ property: 'owners', values: owner, beginnings: [] }] : []),
      ...(tag ? [{ property: 'tags', values: tag, beginnings: tag.map((name) => `${name}=`) }] : []),
      ...(term ? [{ property: 'terms', values: term, beginnings: [] }] : []),
    ],
    liesBetween: TIMES.flatMap((property) => rangeOf(property, filter[property])),
    ended,
  };
}

function rangeOf(property: string, { from, to }: TimeRange = {}): SearchCriteria['liesBetween'] {
  if (from === undefined && to === undefined) return [];
  if (from !== undefined && to !== undefined && from >= to)
    throw badInput(`\`${property}\` ends (${to}) before it begins (${from}): nothing can lie in it.`);
  return [{ property, low: from ?? '', high: to ?? AFTER_ALL_TIMES }];
}

async function servicesOf(
  index: Pick<SearchIndex, 'platforms'>,
  { service, platform }: SearchFilter,
): Promise<readonly string[] | undefined> {
  if (!platform) return service;
  const wanted = platform.map((name) => name.toLowerCase());
  const known = await index.platforms();
  const onPlatform = known
    .filter((one) => wanted.includes(one.platform.toLowerCase()))
    .map((one) => one.service);
  return service ? onPlatform.filter((name) => service.includes(name)) : onPlatform;
}

/** The versions that meet all thresholds, and the models of which one version meets all. */
async function idsWith(
  index: Pick<SearchIndex, 'versionsWith'>,
  thresholds: readonly MetricThreshold[],
): Promise<string[] | undefined> {
  if (thresholds.length === 0) return undefined;
  const meeting = await Promise.all(
    thresholds.map(async (threshold) => {
      const versions = await index.versionsWith(boundsOf(threshold));
      return new Map(
        versions.map((at) => [entityId('MLModelVersion', at.service, at.model, at.version), at]),
      );
    }),
  );
  const [first = new Map<string, never>(), ...others] = meeting;
  const all = [...first].filter(([id]) => others.every((other) => other.has(id)));
  return [
    ...all.map(([id]) => id),
    ...new Set(all.map(([, { service, model }]) => entityId('MLModel', service, model))),
  ];
}

function boundsOf({ name, is, value, dataset, slice = '' }: MetricThreshold): MetricBounds {
  if (!Number.isFinite(value)) throw badInput(`The threshold of ${name} must be a finite number.`);
  const below = is === 'BELOW' || is === 'AT_MOST' || is === 'EQUAL_TO';
  const above = is === 'ABOVE' || is === 'AT_LEAST' || is === 'EQUAL_TO';
  return {
    ...{ name, slice, lowIncluded: is !== 'ABOVE', highIncluded: is !== 'BELOW' },
    ...(above ? { low: value } : {}),
    ...(below ? { high: value } : {}),
    ...(dataset === undefined ? {} : { dataset }),
  };
}
