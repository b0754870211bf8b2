import pc from 'picocolors';
import { HeadwaterError, type ErrorCode } from '../../errors.js';
import type { CatalogClient } from '../catalog-client.js';
import { dataOf } from '../graphql-result.js';
import { withSession, type CatalogOptions } from '../session.js';
import { labelOf, printable } from '../text.js';

/** What a mutation is asked to answer: the thing as it then is, or why nothing was written. */
export const RESULT_FIELDS = `__typename
  ... on Changed { revision entity { id kind name } change { action fields { name before after } } }
  ... on Failure { message }
  ... on ValidationFailed { problems { field message } }
  ... on Conflict { revision changes { revision actor at fields { name before after } } }
  ... on NotFound { near }
  ... on RuleBroken { rule field offer inTheWay { id kind name } }`;

interface Named {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

interface FieldChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface MutationAnswer {
  readonly __typename: string;
  readonly message?: string;
  readonly revision?: number;
  readonly entity?: Named;
  readonly change?: { readonly action: string; readonly fields: readonly FieldChange[] } | null;
  readonly changes?: readonly {
    readonly revision: number;
    readonly actor: string;
    readonly at: string;
    readonly fields: readonly FieldChange[];
  }[];
  readonly rule?: string;
  readonly offer?: string | null;
}

/** Carries out one mutation called `m` and prints what came of it. @throws the failure, with its code. */
export async function mutate(
  options: CatalogOptions,
  work: (client: CatalogClient) => Promise<{ document: string; variables: Record<string, unknown> }>,
): Promise<void> {
  const result = await withSession(options, async ({ client }) => {
    const { document, variables } = await work(client);
    return client.query(document, variables);
  });
  if (options.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  const { m } = dataOf<{ m: MutationAnswer | MutationAnswer[] }>(result);
  const answers = [m].flat();
  const failures = answers.filter(({ __typename }) => __typename !== 'Changed');
  if (!options.json)
    for (const answer of answers)
      if (answer.__typename === 'Changed') process.stdout.write(`${changedLines(answer).join('\n')}\n`);
  const [failure] = failures;
  if (!failure) return;
  if (answers.length > 1 && !options.json)
    for (const { message } of failures.slice(1))
      process.stderr.write(`${pc.red('error')}: ${printable(message ?? '', 2000)}\n`);
  throw failureOf(failure);
}

function changedLines({ entity, revision, change }: MutationAnswer): string[] {
  const thing = entity ? `${pc.bold(labelOf(entity))} ${pc.dim(entity.kind)}` : '';
  if (!change) return [`${thing}  ${pc.dim(`already so, at revision ${revision}`)}`];
  return [
    `${thing}  ${change.action.toLowerCase()}, ${pc.dim(`revision ${revision}`)}`,
    ...(change.action === 'UPDATED' ? change.fields.map((field) => `  ${fieldText(field)}`) : []),
  ];
}

/** One property, from what to what. */
export function fieldText({ name, before, after }: FieldChange): string {
  const from = before === null || before === undefined ? '' : `${pc.dim(valueText(before))} → `;
  return `${name}: ${from}${after === null || after === undefined ? pc.dim('nothing') : valueText(after)}`;
}

const valueText = (value: unknown): string =>
  printable(typeof value === 'string' ? value : JSON.stringify(value), 200);

const CODES: Readonly<Record<string, ErrorCode>> = {
  ValidationFailed: 'BAD_INPUT',
  Conflict: 'CONFLICT',
  NotFound: 'NOT_FOUND',
  Forbidden: 'FORBIDDEN',
  RuleBroken: 'RULE_BROKEN',
};

function failureOf({ __typename, message = '', rule, changes }: MutationAnswer): HeadwaterError {
  const since = (changes ?? []).map(
    ({ revision, actor, at, fields }) =>
      `  ${revision} by ${actor} on ${at}: ${fields.map(({ name }) => name).join(', ') || 'its edges'}`,
  );
  const text = [rule === undefined ? message : `${message} (rule ${rule})`, ...since].join('\n');
  return new HeadwaterError(CODES[__typename] ?? 'BAD_INPUT', text);
}
