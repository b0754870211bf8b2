import { Arg, Ctx, Mutation, Resolver, type ClassType } from 'type-graphql';
import { NOT_REGISTERED } from '../../catalog/curate/registered-kinds.js';
import { registerThing } from '../../catalog/curate/register-thing.js';
import type { EntityKind } from '../../model/entities.js';
import { entityDefinitions } from '../../model/registry.js';
import { CHECKED_BY_MUTATION } from '../check-argument.js';
import type { RequestContext } from '../context.js';
import { answerMutation } from './answer-mutation.js';
import { documentOf, entityInput } from './entity-input.js';
import { MutationResult } from './mutation-result.js';
import { REASON, type ReasonArg } from './arguments.js';

/** One mutation for each kind of thing that people can make: `createMLModel`, `createTable` and so on. */
export function createRegisterResolvers(): ClassType[] {
  return entityDefinitions()
    .filter(({ kind }) => !NOT_REGISTERED.includes(kind))
    .map(({ kind, description }) => registerResolver(kind, description));
}

function registerResolver(kind: EntityKind, description: string): ClassType {
  const name = `create${kind}`;
  const inputType = entityInput(kind);
  const resolver = class {};
  Object.defineProperty(resolver, 'name', { value: `Create${kind}` });
  const prototype = resolver.prototype as Record<string, unknown>;
  prototype[name] = (input: object, reason: ReasonArg, context: RequestContext): Promise<object> =>
    answerMutation(context, { input, reason }, (editor, now) =>
      registerThing(context.curation, editor, documentOf(kind, input as Record<string, unknown>), now),
    );
  Resolver()(resolver);
  Arg('input', () => inputType, { description: 'What it is.', ...CHECKED_BY_MUTATION })(prototype, name, 0);
  Arg('reason', () => String, REASON)(prototype, name, 1);
  Ctx()(prototype, name, 2);
  Mutation(() => MutationResult, {
    description: `Registers by hand: ${description.charAt(0).toLowerCase()}${description.slice(1)} Answers a Conflict where it is there already.`,
  })(prototype, name, { value: prototype[name] });
  return resolver;
}
