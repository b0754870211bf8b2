import type { StatedEdge } from '../../catalog/diff/difference.js';
import type { LineageFile } from '../../catalog/cards/read-lineage.js';
import { groupBy } from '../../group-by.js';
import { kindOf, parseId } from '../../model/entity-id.js';
import type { Json } from '../json.js';
import { known } from '../text.js';
import { keyOf, sourcesOf, type Source } from './datasets.js';
import { facet } from './facets.js';

/** What a dataset is made from: as a whole, and by its columns. */
export interface Origin {
  readonly whole: readonly Step[];
  readonly columns: ReadonlyMap<string, readonly Step[]>;
}

interface Step {
  readonly source: Source;
  readonly edge: StatedEdge;
}

const MAKES = ['DERIVED_FROM', 'PREDICTED_BY', 'CONSUMES', 'READS'];

/** Out of edges that start at a table (or a consumer) and at its columns. */
export function originOf(edges: readonly StatedEdge[], served: LineageFile['served']): Origin {
  const steps = edges
    .filter(({ type }) => MAKES.includes(type))
    .flatMap((edge) => sourcesOf(edge.upstream, served).map((source) => ({ source, edge })));
  const ofColumns = steps.filter(({ edge }) => kindOf(edge.downstream) === 'Column');
  return {
    whole: steps.filter(({ edge }) => kindOf(edge.downstream) !== 'Column'),
    columns: groupBy(ofColumns, ({ edge }) => parseId(edge.downstream).key[2] ?? ''),
  };
}

export const isKnown = ({ whole, columns }: Origin): boolean => whole.length > 0 || columns.size > 0;

/** The inputs of the explicit facets, each once. A column of a model has no name; the model is meant. */
export function inputsOf(steps: readonly Step[], level: 'DATASET' | 'FIELD'): Json[] {
  const byEnd = groupBy(steps, ({ source }) => JSON.stringify([keyOf(source), source.field]));
  return [...byEnd.values()].map((same) => {
    const [first] = same as [Step, ...Step[]];
    const { namespace, name, isModel } = first.source;
    const field = first.source.field ?? (isModel && level === 'FIELD' ? 'prediction' : undefined);
    return {
      ...{ type: 'DATASET', namespace, name },
      ...known({ field, transformations: field === undefined ? [] : transformationsOf(same) }),
    };
  });
}

function transformationsOf(steps: readonly Step[]): Json[] {
  const masked = steps.every(({ edge }) => edge.masked === true);
  const names = [...new Set(steps.flatMap(({ edge }) => edge.transformations ?? []))].sort();
  // That values are masked is said of a transformation: without one there is nothing to say it of.
  return (names.length === 0 && masked ? ['DIRECT'] : names).map((name) => {
    const [type = '', ...subtype] = name.split('/');
    return {
      type,
      ...known({ subtype: subtype.join('/') || undefined }),
      ...(masked ? { masking: true } : {}),
    };
  });
}

/** The explicit facet's fields. */
export const fieldsOf = ({ columns }: Origin): Json =>
  Object.fromEntries(
    [...columns].map(([column, steps]) => [column, { inputs: inputsOf(steps, 'FIELD') }] as const),
  );

/** What other readers know: column lineage, without what is no column. */
export function columnLineage(producer: string, origin: Origin): Json | undefined {
  const { whole, columns } = origin;
  const plain = (steps: readonly Step[]): Json[] =>
    inputsOf(steps, 'FIELD')
      .filter(({ field }) => field !== undefined)
      .map(({ type: _, ...input }) => input);
  const fields = [...columns].map(([column, steps]) => [column, { inputFields: plain(steps) }] as const);
  const dataset = plain(whole.filter(({ source }) => source.field !== undefined));
  if (fields.length === 0 && dataset.length === 0) return undefined;
  return facet(producer, 'columnLineage', { fields: Object.fromEntries(fields), ...known({ dataset }) });
}
