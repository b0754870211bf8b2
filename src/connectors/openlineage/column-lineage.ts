import type { ColumnMapping, InputColumn, Named } from './event.js';
import { columnProblem } from './identity.js';
import { step } from '../../json-pointer.js';
import type { Problem } from '../schema-check.js';

export interface Transformation {
  readonly type: string;
  readonly subtype?: string;
  readonly masking?: boolean;
}

interface InputField extends Named {
  readonly field: string;
  readonly transformations?: readonly Transformation[];
}

interface OutputField {
  readonly inputFields: readonly InputField[];
  /** Until version 1-0-0 of the facet: IDENTITY or MASKED, for all input fields alike. */
  readonly transformationType?: string;
}

interface ColumnLineageFacet {
  readonly fields: Readonly<Record<string, OutputField>>;
  readonly dataset?: readonly InputField[];
}

/** Reads all versions of the facet into one form. A name that no id can carry refuses the facet. */
export function readColumnLineage(
  { fields, dataset = [] }: ColumnLineageFacet,
  owner: Named,
  at: string,
): { value: ColumnMapping } | { problem: Problem } {
  const problem = problemOf(fields, dataset, owner, at);
  if (problem) return { problem };
  const columns = Object.entries(fields).map(([column, { inputFields, transformationType }]) => ({
    column,
    inputs: inputFields.map((field) => inputColumn(field, transformationType)),
  }));
  return { value: { columns, whole: dataset.map((field) => inputColumn(field)) } };
}

function problemOf(
  fields: ColumnLineageFacet['fields'],
  dataset: readonly InputField[],
  owner: Named,
  at: string,
): Problem | undefined {
  for (const [column, { inputFields }] of Object.entries(fields)) {
    const here = `${at}/fields${step(column)}`;
    const reason = columnProblem(owner, column);
    if (reason) return { pointer: here, reason };
    const inner = inputProblem(inputFields, `${here}/inputFields`);
    if (inner) return inner;
  }
  return inputProblem(dataset, `${at}/dataset`);
}

function inputProblem(inputs: readonly InputField[], at: string): Problem | undefined {
  for (const [index, input] of inputs.entries()) {
    const reason = columnProblem(input, input.field);
    if (reason) return { pointer: `${at}${step(index)}`, reason };
  }
  return undefined;
}

export function inputColumn(
  { namespace, name, field, transformations = [] }: InputField,
  oldType?: string,
): InputColumn {
  const said = transformations.length > 0 ? transformations : fromOldType(oldType);
  const names = said.map(({ type, subtype }) => (subtype ? `${type}/${subtype}` : type));
  return {
    ...{ namespace, name, column: field },
    transformations: [...new Set(names)].sort(),
    masked: isMasked(said),
  };
}

function fromOldType(oldType: string | undefined): Transformation[] {
  if (oldType === 'IDENTITY') return [{ type: 'DIRECT', subtype: 'IDENTITY' }];
  if (oldType === 'MASKED') return [{ type: 'DIRECT', subtype: 'TRANSFORMATION', masking: true }];
  return [];
}

/** Masked only when every way the values take is: one open way beside a masked one shows them. */
function isMasked(transformations: readonly Transformation[]): boolean {
  const direct = transformations.filter(({ type }) => type === 'DIRECT');
  const ways = direct.length > 0 ? direct : transformations;
  return ways.length > 0 && ways.every(({ masking }) => masking === true);
}
