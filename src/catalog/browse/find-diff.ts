import { badInput } from '../../errors.js';
import { compareKeys } from '../lineage/page.js';
import type { EntityRecord } from './entity-record.js';
import type { EntityReader } from './entity.reader.js';

/** One difference: a thing on both sides with other values, or on one side only. */
export interface Difference {
  /** What differs: a feature, a source column, a parameter, a metric, training data or a property. */
  readonly aspect: 'FEATURE' | 'SOURCE' | 'PARAMETER' | 'METRIC' | 'TRAINING_DATA' | 'PROPERTY';
  readonly name: string;
  /** On the side of `a`; absent where only `b` has it. */
  readonly before?: string;
  readonly after?: string;
  /** `after` less `before`, where both are numbers. */
  readonly delta?: number;
}

type Aspect = Difference['aspect'];
type Facts = Map<string, { aspect: Aspect; name: string; value: string }>;

const COMPARED_PROPERTIES = [
  'algorithm',
  'framework',
  'frameworkVersion',
  'status',
  'stage',
  'author',
  'target',
] as const;

/** What differs between two versions of models. */
export async function findDiff(reader: EntityReader, a: string, b: string): Promise<Difference[]> {
  const records = await reader.byIds([a, b]);
  for (const { kind, id } of records) {
    if (kind !== 'MLModelVersion')
      throw badInput(`Only two versions of models can be compared; ${id} is a ${kind}.`);
  }
  const [before, after] = await Promise.all(
    [a, b].map((id) =>
      factsOf(
        reader,
        id,
        records.find((record) => record.id === id),
      ),
    ),
  );
  return differences(before as Facts, after as Facts);
}

async function factsOf(reader: EntityReader, id: string, record: EntityRecord | undefined): Promise<Facts> {
  const [features, parameters, metrics, tables] = await Promise.all([
    reader.related([id], 'USES_FEATURE', 'out'),
    reader.related([id], 'HAS_HYPERPARAMETER', 'out'),
    reader.related([id], 'HAS_METRIC', 'out'),
    reader.related([id], 'TRAINED_ON', 'out'),
  ]);
  const sources = await reader.related(
    features.map(({ record }) => record.id),
    'DERIVED_FROM',
    'out',
  );
  const facts: Facts = new Map();
  const add = (aspect: Aspect, name: string, value: unknown): void => {
    facts.set(JSON.stringify([aspect, name]), { aspect, name, value: String(value ?? '') });
  };
  for (const property of COMPARED_PROPERTIES)
    if (record?.[property] !== undefined) add('PROPERTY', property, record[property]);
  for (const { record } of features) add('FEATURE', record.name, record['dataType']);
  for (const { record } of sources)
    add('SOURCE', `${String(record['table'])}.${record.name}`, record['dataType']);
  for (const { record } of parameters) add('PARAMETER', record.name, record['value']);
  for (const { record } of metrics) add('METRIC', metricName(record), record['value'] ?? record['text']);
  for (const { record, edge } of tables) add('TRAINING_DATA', record.name, edge['digest']);
  return facts;
}

function metricName({ name, datasetName, slice }: EntityRecord): string {
  return [name, datasetName, slice].filter(Boolean).join(' / ');
}

function differences(before: Facts, after: Facts): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ left: before.get(key), right: after.get(key) }))
    .filter(({ left, right }) => left?.value !== right?.value)
    .map(({ left, right }): Difference => {
      const { aspect, name } = (left ?? right) as { aspect: Aspect; name: string };
      return {
        aspect,
        name,
        ...(left ? { before: left.value } : {}),
        ...(right ? { after: right.value } : {}),
        ...deltaOf(left?.value, right?.value),
      };
    })
    .sort((a, b) => compareKeys([a.aspect, a.name], [b.aspect, b.name]));
}

function deltaOf(before: string | undefined, after: string | undefined): { delta?: number } {
  if (!before || !after) return {};
  const delta = Number(after) - Number(before);
  return Number.isFinite(delta) ? { delta } : {};
}
