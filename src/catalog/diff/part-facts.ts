import type { EntityKind } from '../../model/entities.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { factKey, type Aspect, type Fact, type StatedEdge } from './difference.js';
import { numberIn, valueText } from './value-text.js';

/** What is told of a thing that is compared, or that is a part of one. */
interface PartForm {
  readonly aspect: Aspect;
  readonly name: (record: EntityRecord) => string;
  /** The first of these that it has is its value. */
  readonly value: readonly string[];
  /** What else is compared, each by its own name behind that of the part. */
  readonly more: readonly string[];
}

const nameOf = ({ name }: EntityRecord): string => name;
const FEATURE: PartForm = {
  ...{ aspect: 'FEATURE', name: nameOf, value: ['dataType'] },
  more: ['featureType', 'algorithm', 'required', 'importance'],
};

const FORMS: Partial<Record<EntityKind, PartForm>> = {
  MLFeature: FEATURE,
  StoredFeature: FEATURE,
  HyperParameter: { aspect: 'PARAMETER', name: nameOf, value: ['value', 'number'], more: [] },
  Metric: { aspect: 'METRIC', name: metricName, value: ['value', 'text', 'bytes'], more: ['unit'] },
  Column: { aspect: 'COLUMN', name: nameOf, value: ['dataType'], more: ['nullable', 'classification'] },
};

const PART: PartForm = {
  ...{ aspect: 'PART', value: ['checksum', 'state', 'stage', 'status'], more: [] },
  name: ({ kind, name }) => `${kind} ${name}`,
};

const formOf = (kind: EntityKind): PartForm => FORMS[kind] ?? PART;

/** The properties that the facts of a part tell, so that they are not told as properties once more. */
export function toldAsPart(kind: EntityKind): readonly string[] {
  return kind === 'Metric' || kind === 'HyperParameter' ? [...formOf(kind).value, ...formOf(kind).more] : [];
}

function metricName({ name, datasetName, slice }: EntityRecord): string {
  return [name, datasetName, slice].filter(Boolean).join(' / ');
}

/** A part as facts: that it is there with its value, and what else is compared of it. */
export function partFacts(record: EntityRecord, key: string, edges: readonly StatedEdge[] = []): Fact[] {
  const { aspect, name, value, more } = formOf(record.kind);
  const main = factKey(aspect, key);
  const named = name(record);
  const said = valueOf(record, value);
  const fact: Fact = {
    ...{ aspect, key: main, name: named, ...said, edges },
    ...(record.kind === 'Metric' ? { metric: metricOf(record) } : {}),
  };
  const rest = more.flatMap((property): Fact[] => {
    if (record[property] === undefined) return [];
    const field = valueText(record[property]);
    return [
      {
        ...field,
        aspect,
        key: factKey(aspect, key, property),
        name: `${named} · ${property}`,
        toldBy: [main],
      },
    ];
  });
  return [fact, ...rest];
}

function valueOf(record: EntityRecord, names: readonly string[]): ReturnType<typeof valueText> {
  const value = names.map((name) => record[name]).find((found) => found !== undefined && found !== null);
  const said = valueText(value);
  const isFigure = record.kind === 'HyperParameter' || record.kind === 'Metric';
  const number = isFigure && typeof value === 'string' ? numberIn(value) : said.number;
  if (record.kind === 'Metric' && value === record['bytes'] && value !== undefined)
    return { text: `${said.text.length} characters of base64`, whole: said.whole };
  return { text: said.text, whole: said.whole, ...(number === undefined ? {} : { number }) };
}

const metricOf = ({ name, metricKind, unit }: EntityRecord): NonNullable<Fact['metric']> => ({
  name,
  ...(typeof metricKind === 'string' ? { kind: metricKind } : {}),
  ...(typeof unit === 'string' ? { unit } : {}),
});
