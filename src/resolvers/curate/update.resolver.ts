import { Arg, Ctx, ID, InputType, Int, Mutation, Resolver, type ClassType } from 'type-graphql';
import { resolveName } from '../../catalog/browse/resolve-name.js';
import { curateThing } from '../../catalog/curate/curate-thing.js';
import { invalid } from '../../catalog/curate/failures.js';
import { NOT_REGISTERED } from '../../catalog/curate/registered-kinds.js';
import type { EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import { entityDefinition, entityDefinitions } from '../../model/registry.js';
import { CHECKED_BY_MUTATION } from '../check-argument.js';
import type { RequestContext } from '../context.js';
import { answerMutation } from './answer-mutation.js';
import {
  EXPECTED_REVISION,
  ID_OR_NAME,
  REASON,
  seen,
  type ReasonArg,
  type RevisionArg,
  plainValues,
} from './arguments.js';
import { addField } from './entity-input.js';
import { MutationResult } from './mutation-result.js';

const REVERT = { nullable: true, description: 'Fields that people say nothing of any more.' };

/** One mutation for each kind that people can make, for all its fields: `updateMLModel`, `updateTable` and so on. */
export function createUpdateResolvers(): ClassType[] {
  return entityDefinitions()
    .filter(({ kind }) => !NOT_REGISTERED.includes(kind) && kind !== 'Deployment')
    .map(({ kind }) => updateResolver(kind));
}

/** Every field but those that are part of what the thing is. */
function patchInput(kind: EntityKind): ClassType {
  const { key, properties } = entityDefinition(kind);
  const input = class {};
  for (const [name, options] of properties)
    if (!key.includes(name) && name !== 'name') addField(input, name, options, false);
  InputType(`${kind}Patch`, { description: `What is to be said of a ${kind}; what is left out stays.` })(
    input,
  );
  return input;
}

function updateResolver(kind: EntityKind): ClassType {
  const name = `update${kind}`;
  const patch = patchInput(kind);
  const resolver = class {};
  Object.defineProperty(resolver, 'name', { value: `Update${kind}` });
  const prototype = resolver.prototype as Record<string, unknown>;
  prototype[name] = (
    id: string,
    set: object,
    revert: string[] | null | undefined,
    expectedRevision: RevisionArg,
    reason: ReasonArg,
    context: RequestContext,
  ): Promise<object> =>
    answerMutation(context, { input: set, reason }, async (editor, now) => {
      const thing = await resolveName(context.entities, id);
      if (kindOf(thing) !== kind) throw invalid('id', `${thing} is a ${kindOf(thing)}, not a ${kind}.`);
      const curation = { id: thing, set: plainValues(set), revert: revert ?? [], ...seen(expectedRevision) };
      return curateThing(context.curation, editor, curation, now);
    });
  Resolver()(resolver);
  Arg('id', () => ID, ID_OR_NAME)(prototype, name, 0);
  Arg('set', () => patch, { description: 'Values by field.', ...CHECKED_BY_MUTATION })(prototype, name, 1);
  Arg('revert', () => [String], REVERT)(prototype, name, 2);
  Arg('expectedRevision', () => Int, EXPECTED_REVISION)(prototype, name, 3);
  Arg('reason', () => String, REASON)(prototype, name, 4);
  Ctx()(prototype, name, 5);
  Mutation(() => MutationResult, {
    description: `Changes a ${kind} that people registered; of one that a source speaks of, only what people may say.`,
  })(prototype, name, { value: prototype[name] });
  return resolver;
}
