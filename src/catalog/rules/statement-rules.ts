import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import type { PropertyOptions } from '../../model/decorators.js';
import { entityDefinition } from '../../model/registry.js';
import type { RuleName } from './rule-book.js';

/** A rule that a change would break. */
export interface Breach {
  readonly rule: RuleName;
  readonly field: string;
  /** What is wrong and what to do, for the person who tried. */
  readonly message: string;
}

/** One property of one thing, before and after. */
interface Move {
  readonly field: string;
  readonly options: PropertyOptions;
  readonly before: unknown;
  readonly after: unknown;
}

type StatementRule = (move: Move) => Breach | undefined;

const immutableField: StatementRule = ({ field, options, before, after }) =>
  options.immutable && before !== undefined && before !== after
    ? {
        rule: 'immutable-field',
        field,
        message: `The ${field} of a version never changes: it is ${String(before)}. Make a new version.`,
      }
    : undefined;

/** From a value that is none of ours (a registry's own word) every move is open. */
const allowedTransition: StatementRule = ({ field, options: { curated }, before, after }) => {
  if (typeof curated !== 'object' || before === after) return undefined;
  const open = curated[String(before)];
  if (open === undefined || curated[String(after)] === undefined || open.includes(String(after)))
    return undefined;
  return {
    rule: 'allowed-transition',
    field,
    message: `${field} cannot go from ${String(before)} to ${String(after)}. From ${String(before)} it may go to ${open.join(', ') || 'nothing'}.`,
  };
};

const RULES: readonly StatementRule[] = [immutableField, allowedTransition];

/**
 * The rules about one thing alone that this change breaks. What people say is refused for them; what a source says is
 * recorded as it is, and flagged: the source is the witness.
 */
export function breachesOf(
  kind: EntityKind,
  before: EntityDocument | undefined,
  after: EntityDocument,
): Breach[] {
  return [...entityDefinition(kind).properties].flatMap(([field, options]) => {
    const move = { field, options, before: before?.[field], after: after[field] };
    return RULES.flatMap((rule) => rule(move) ?? []);
  });
}
