import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { resolveName } from '../../catalog/browse/resolve-name.js';
import { deleteThing } from '../../catalog/curate/delete-thing.js';
import { purgeThing } from '../../catalog/curate/purge-thing.js';
import { restoreThing } from '../../catalog/curate/restore-thing.js';
import type { RequestContext } from '../context.js';
import { answer, answerMutation } from './answer-mutation.js';
import { MutationResult, PurgeResult } from './mutation-result.js';
import {
  EXPECTED_REVISION,
  ID_OR_NAME,
  REASON,
  seen,
  type ReasonArg,
  type RevisionArg,
} from './arguments.js';

@Resolver()
export class EndResolver {
  @Mutation(() => MutationResult, {
    description:
      'Ends a thing and all that it holds. Nothing is lost: `restore` gives it back with its history. What a deployment in service answers with cannot be deleted.',
  })
  delete(
    @Arg('id', () => ID, ID_OR_NAME) id: string,
    @Arg('expectedRevision', () => Int, EXPECTED_REVISION) expectedRevision: RevisionArg,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { reason }, async (editor, now) => {
      const ending = { id: await resolveName(context.entities, id), ...seen(expectedRevision) };
      return deleteThing(context.curation, editor, ending, now);
    });
  }

  @Mutation(() => MutationResult, {
    description: 'Gives back what was deleted, with all that ended together with it.',
  })
  restore(
    @Arg('id', () => ID, ID_OR_NAME) id: string,
    @Arg('expectedRevision', () => Int, EXPECTED_REVISION) expectedRevision: RevisionArg,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { reason }, async (editor, now) => {
      const ending = { id: await resolveName(context.entities, id), ...seen(expectedRevision) };
      return restoreThing(context.curation, editor, ending, now);
    });
  }

  @Mutation(() => PurgeResult, {
    description: 'Removes for good what was deleted before, with its history. Only an admin may.',
  })
  purge(
    @Arg('id', () => ID, ID_OR_NAME) id: string,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: 'Only says what would go.' })
    dryRun: boolean,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answer(context, { right: 'purge', reason }, async (editor, now) => {
      const purged = { id: await resolveName(context.entities, id), dryRun };
      return {
        __typename: 'Purged',
        dryRun,
        ...(await purgeThing(context.curation, editor, purged, now)),
      };
    });
  }
}
