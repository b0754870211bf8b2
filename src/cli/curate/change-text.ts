import pc from 'picocolors';
import { label, printable } from '../text.js';

export interface FieldChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface EdgeChange {
  readonly type: string;
  readonly upstream: string;
  readonly change: string;
}

export interface ChangeData {
  readonly action: string;
  readonly fields: readonly FieldChange[];
  readonly edges: readonly EdgeChange[];
}

/** What a change is asked for, so that its lines can be made. */
export const CHANGE_FIELDS = 'action fields { name before after } edges { type upstream change }';

/** Of what was made, deleted or restored, the fields say no more than that. */
const SAID_BY_ACTION = new Set(['CREATED', 'DELETED', 'RESTORED']);

/** What a change did, one line for each field and edge. */
export function changeText({ action, fields, edges }: ChangeData): string[] {
  return [
    ...(SAID_BY_ACTION.has(action) ? [] : fields.map(fieldText)),
    ...edges.map(({ type, upstream, change }) => `${change.toLowerCase()} ${type} ${label(upstream)}`),
  ];
}

function fieldText({ name, before, after }: FieldChange): string {
  const from = isNothing(before) ? '' : `${pc.dim(valueText(before))} → `;
  return `${name}: ${from}${isNothing(after) ? pc.dim('nothing') : valueText(after)}`;
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function valueText(value: unknown): string {
  if (typeof value === 'string') return printable(value, 200);
  const words = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return printable(words ? value.join(', ') : JSON.stringify(value), 200);
}
