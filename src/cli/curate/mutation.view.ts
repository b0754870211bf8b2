import pc from 'picocolors';
import { HeadwaterError, type ErrorCode } from '../../errors.js';
import { labelOf, printable } from '../text.js';
import { CHANGE_FIELDS, changeText, type ChangeData } from './change-text.js';

/** What a mutation is asked to answer: the thing as it then is, or why nothing was written. */
export const RESULT_FIELDS = `__typename
  ... on Changed {
    revision change { ${CHANGE_FIELDS} }
    entity { id kind name ... on Comment { about { id kind name } } }
  }
  ... on Failure { message }
  ... on ValidationFailed { problems { field message } }
  ... on Conflict { revision entity { id } changes { revision actor at reason ${CHANGE_FIELDS} } }
  ... on NotFound { near }
  ... on RuleBroken { rule field offer inTheWay { id kind name } }`;

interface Named {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

interface PastChange extends ChangeData {
  readonly revision: number;
  readonly actor: string;
  readonly at: string;
  readonly reason: string | null;
}

export interface MutationAnswer {
  readonly __typename: string;
  readonly message?: string;
  readonly revision?: number;
  readonly entity?: Named & { readonly about?: Named | null };
  readonly change?: ChangeData | null;
  readonly changes?: readonly PastChange[];
  readonly near?: readonly string[];
  readonly rule?: string;
  readonly offer?: string | null;
  readonly inTheWay?: readonly Named[];
}

export const isFailure = ({ __typename }: MutationAnswer): boolean => __typename !== 'Changed';

/** What became of a thing. */
export function changedLines({ entity, revision, change }: MutationAnswer): string[] {
  if (entity?.about) return [`${nameOf(entity.about)}  commented`];
  const thing = entity ? nameOf(entity) : '';
  if (!change) return [`${thing}  ${pc.dim(`already so, at revision ${revision}`)}`];
  const lines = changeText(change).map((line) => `  ${line}`);
  const wayBack =
    change.action === 'DELETED' && entity
      ? [`  To give it back: headwater restore ${inShell(entity.id)}`]
      : [];
  return [
    `${thing}  ${change.action.toLowerCase()}, ${pc.dim(`revision ${revision}`)}`,
    ...(change.action === 'DELETED' || change.action === 'RESTORED' ? [] : lines),
    ...wayBack,
  ];
}

const nameOf = (thing: Named): string => `${pc.bold(labelOf(thing))} ${pc.dim(thing.kind)}`;

const CODES: Readonly<Record<string, ErrorCode>> = {
  ValidationFailed: 'BAD_INPUT',
  Conflict: 'CONFLICT',
  NotFound: 'NOT_FOUND',
  Forbidden: 'FORBIDDEN',
  RuleBroken: 'RULE_BROKEN',
};

/** A failure as the command ends with it: what is wrong, what happened meanwhile, and what can be done instead. */
export function failureOf(answer: MutationAnswer): HeadwaterError {
  const { __typename, message = '', rule, changes = [] } = answer;
  const lines = [
    rule === undefined ? message : `${message} (rule ${rule})`,
    ...changes.flatMap(meanwhile),
    ...insteadOf(answer),
  ];
  return new HeadwaterError(CODES[__typename] ?? 'BAD_INPUT', lines.join('\n'));
}

function meanwhile({ revision, actor, at, reason, ...change }: PastChange): string[] {
  const why = reason ? `: ${printable(reason, 400)}` : '';
  return [
    `  revision ${revision}, ${change.action.toLowerCase()} by ${printable(actor)} at ${at}${why}`,
    ...changeText(change).map((line) => `    ${line}`),
  ];
}

/** Commands that do what the failure offers, on what stands in the way. Archiving is for the thing itself. */
const OFFERS: Readonly<Record<string, (id: string) => string>> = {
  STOP: (id) => `headwater deploy ${id} --state OUT_OF_SERVICE`,
  RESTORE: (id) => `headwater restore ${id}`,
  DELETE: (id) => `headwater delete ${id}`,
};

function insteadOf({ offer, inTheWay = [] }: MutationAnswer): string[] {
  const command = OFFERS[offer ?? ''];
  return command ? inTheWay.map(({ id }) => `  ${command(inShell(id))}`) : [];
}

/** An id as one word of a shell; ids hold no quotes that are not percent-encoded, and what a shell acts on is quoted. */
const inShell = (id: string): string => {
  const text = printable(id, 2000);
  return /^[\w:/%.@+~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
};
