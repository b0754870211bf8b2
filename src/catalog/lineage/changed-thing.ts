import { badInput } from '../../errors.js';
import type { EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import type { Change } from './severity.js';
import { isWidening } from './widening.js';

/** What can be asked what a change to it touches. */
const CHANGEABLE: readonly EntityKind[] = [
  'Column',
  'Table',
  'MLFeature',
  'StoredFeature',
  'MLFeatureTable',
  'MLModelVersion',
  'Deployment',
  'Pipeline',
];
const TYPED: readonly EntityKind[] = ['Column', 'MLFeature', 'StoredFeature'];

/** What to ask about instead. */
const INSTEAD: Partial<Record<EntityKind, string>> = {
  MLModel: 'ask about one of its versions',
  TrainingRun: 'ask about the version that it made',
  Dashboard: 'nothing is read from it; ask what it depends on with lineage',
  Application: 'nothing is read from it; ask what it depends on with lineage',
};

/** What is done to a thing, in full. */
export interface ChangeDetails {
  readonly change: Change;
  /** Of a RETYPE: the types before and after, as the source writes them. */
  readonly fromType?: string | undefined;
  readonly toType?: string | undefined;
  /** Of a RENAME: what it is to be called. */
  readonly newName?: string | undefined;
}

/** The types of a RETYPE. */
export interface Retype {
  readonly from?: string;
  readonly to: string;
  /** Whether the new type is known to hold every value of the old one. */
  readonly widens: boolean;
}

/**
 * Checks that this can be done to the thing.
 * @throws BAD_INPUT for a kind that nothing can be asked of, and for words that belong to another change.
 */
export function checkChange(of: string, { change, fromType, toType, newName }: ChangeDetails): void {
  const kind = kindOf(of);
  if (!CHANGEABLE.includes(kind)) {
    const instead = INSTEAD[kind];
    throw badInput(
      `Impact cannot be asked of a thing of the kind ${kind}${instead ? `: ${instead}` : ''}. It can be asked of ${CHANGEABLE.join(', ')}.`,
      { kind, changeable: CHANGEABLE },
    );
  }
  const types = fromType !== undefined || toType !== undefined;
  if (types && change !== 'RETYPE')
    throw badInput(`\`fromType\` and \`toType\` go with RETYPE, not ${change}.`);
  if (types && !TYPED.includes(kind))
    throw badInput(
      `A ${kind} has no type of its own: \`fromType\` and \`toType\` are for ${TYPED.join(', ')}.`,
    );
  if (fromType !== undefined && toType === undefined)
    throw badInput('`fromType` without `toType` does not say what it becomes.');
  if ([fromType, toType, newName].some((text) => text?.trim() === ''))
    throw badInput('A type or a name cannot be empty.');
  if (newName !== undefined && change !== 'RENAME')
    throw badInput(`\`newName\` goes with RENAME, not ${change}.`);
}

export function retypeOf({ fromType, toType }: ChangeDetails): Retype | undefined {
  if (toType === undefined) return undefined;
  return {
    ...(fromType === undefined ? {} : { from: fromType }),
    to: toType,
    widens: fromType !== undefined && isWidening(fromType, toType),
  };
}
