import { validate } from 'class-validator';
import { mayDo, type Right } from '../../catalog/access/principal.js';
import type { Edited, Editor } from '../../catalog/curate/edit-things.js';
import { forbidden } from '../../catalog/curate/failures.js';
import { HeadwaterError } from '../../errors.js';
import type { RequestContext } from '../context.js';
import { problemsOf } from '../expected-failure.js';
import { changeType } from '../history.types.js';
import type { ReasonArg } from './arguments.js';
import type { MutationFailure } from './mutation-result.js';

/** What a mutation does, once its input is checked and who asks may do it. */
type Work<Result> = (editor: Editor, now: string) => Promise<Result>;

interface Asked {
  readonly right?: Right;
  readonly input?: object;
  readonly reason?: ReasonArg;
}

/** Answers a mutation that changes one thing: the thing as it then is, or the failure as a type of its own. */
export function answerMutation(context: RequestContext, asked: Asked, work: Work<Edited>): Promise<object> {
  return answer(context, asked, async (editor, now) => changed(context, await work(editor, now)));
}

/** How a thing stands after an edit, as the schema has it. */
export async function changed(
  { loaders }: RequestContext,
  { id, revision, change }: Edited,
): Promise<object> {
  const entity = await loaders.entity.load(id);
  return { __typename: 'Changed', entity, revision, ...(change ? { change: changeType(change) } : {}) };
}

/** Answers any mutation: what its work comes to, or the failure. */
export async function answer(
  context: RequestContext,
  { right = 'edit', input, reason }: Asked,
  work: Work<object>,
): Promise<object> {
  try {
    const { principal, loaders } = context;
    if (!mayDo(principal, right))
      throw forbidden(`${principal.actor} has the role ${principal.role}, which may not ${right}.`);
    const wrong = input && (await failureOfInput(input));
    if (wrong) return wrong;
    loaders.forget();
    const editor: Editor = { actor: principal.actor, ...(reason ? { reason } : {}) };
    return await work(editor, new Date().toISOString());
  } catch (error) {
    return failureOf(context, error);
  }
}

/** What is wrong with an input by the checks of its class, as a failure; nothing where all is well. */
export async function failureOfInput(input: object): Promise<MutationFailure | undefined> {
  const errors = await validate(input, {
    ...{ forbidUnknownValues: true, whitelist: true, forbidNonWhitelisted: true },
  });
  if (errors.length === 0) return undefined;
  const problems = errors
    .flatMap((error) => problemsOf(error))
    .flatMap(({ property: field, constraints }) =>
      Object.values(constraints).map((message) => ({ field, message: `${field}: ${message}` })),
    );
  return failure('ValidationFailed', problems.map(({ message }) => message).join('; '), { problems });
}

async function failureOf(context: RequestContext, error: unknown): Promise<MutationFailure> {
  if (!(error instanceof HeadwaterError)) throw error;
  const { code, message, details } = error;
  switch (code) {
    case 'BAD_INPUT':
      return failure('ValidationFailed', message, {
        problems: [{ field: String(details['field'] ?? ''), message }],
      });
    case 'NOT_FOUND':
      return failure('NotFound', message, { wanted: details['wanted'], near: details['near'] ?? [] });
    case 'FORBIDDEN':
      return failure('Forbidden', message, {});
    case 'RULE_BROKEN':
      return failure('RuleBroken', message, {
        ...details,
        inTheWay: (await context.loaders.entity.loadMany(details['inTheWay'] as string[])).filter(
          (thing) => thing !== null && !(thing instanceof Error),
        ),
      });
    case 'CONFLICT':
      return failure('Conflict', message, await conflictDetails(context, details));
    default:
      throw error;
  }
}

const failure = (type: string, message: string, details: object): MutationFailure => ({
  __typename: type,
  message,
  ...details,
});

async function conflictDetails(
  { loaders, history }: RequestContext,
  details: Readonly<Record<string, unknown>>,
): Promise<object> {
  const [entity, revision] = [String(details['entity']), Number(details['revision'])];
  const expected = Number(details['expected'] ?? revision);
  // More than a person reads; the history has the rest.
  const changes = expected < revision ? await history.changesOf(entity, Number.MAX_SAFE_INTEGER, 100) : [];
  return {
    entity: await loaders.entity.load(entity),
    revision,
    changes: changes.filter((change) => change.revision > expected).map(changeType),
  };
}
