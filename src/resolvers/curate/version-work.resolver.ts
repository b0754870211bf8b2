import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { resolveName } from '../../catalog/browse/resolve-name.js';
import { addComment } from '../../catalog/curate/add-comment.js';
import type { Edited } from '../../catalog/curate/edit-things.js';
import { logMetrics } from '../../catalog/curate/log-metrics.js';
import { moveUniqueTag } from '../../catalog/curate/move-unique-tag.js';
import { setMetadata } from '../../catalog/curate/set-metadata.js';
import { CHECKED_BY_MUTATION } from '../check-argument.js';
import type { RequestContext } from '../context.js';
import { answer, answerMutation, changed } from './answer-mutation.js';
import {
  EXPECTED_REVISION,
  ID_OR_NAME,
  REASON,
  seen,
  type ReasonArg,
  type RevisionArg,
} from './arguments.js';
import { LogMetricsInput, loggedMetrics } from './metric-input.js';
import { MutationResult } from './mutation-result.js';

@InputType({ description: 'What is written about a thing.' })
class CommentInput {
  @Field(() => ID, ID_OR_NAME)
  @IsString()
  about!: string;

  @Field(() => String, { description: 'The text, often Markdown.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100_000)
  text!: string;
}

@InputType({ description: 'One key of the metadata of a thing.' })
class MetadataInput {
  @Field(() => ID, ID_OR_NAME)
  @IsString()
  id!: string;

  @Field(() => String, { description: 'The key.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  key!: string;
}

@InputType({ description: 'A name that sits on one version of a model at a time.' })
class UniqueTagInput {
  @Field(() => ID, { description: 'The version that it is to sit on, by id or as `model@version`.' })
  @IsString()
  version!: string;

  @Field(() => String, { description: 'The name, such as production.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  tag!: string;
}

@Resolver()
export class VersionWorkResolver {
  @Mutation(() => [MutationResult], {
    description:
      'Adds points to metrics of a version: all or, where one is wrong, none. Answers the metrics in their order, or the one failure. A series is ordered by step, or by time where it counts none.',
  })
  async logMetrics(
    @Arg('input', { ...CHECKED_BY_MUTATION, description: 'Which metrics of which version.' })
    input: LogMetricsInput,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object[]> {
    let logged: readonly Edited[] = [];
    const failure = await answer(context, { input, reason }, async (editor, now) => {
      const version = await resolveName(context.entities, input.version);
      const metrics = loggedMetrics(input.metrics);
      logged = await logMetrics(context.curation, editor, { version, metrics }, now);
      return {};
    });
    return logged.length > 0 ? Promise.all(logged.map((edited) => changed(context, edited))) : [failure];
  }

  @Mutation(() => MutationResult, {
    description: 'Sets one key of the metadata of a thing to any JSON, or takes it away.',
  })
  setMetadata(
    @Arg('input', { ...CHECKED_BY_MUTATION, description: 'Which key of what.' }) input: MetadataInput,
    @Arg('value', () => GraphQLJSON, { nullable: true, description: 'Any JSON; null takes the key away.' })
    value: unknown,
    @Arg('expectedRevision', () => Int, EXPECTED_REVISION) expectedRevision: RevisionArg,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { input, reason }, async (editor, now) => {
      const id = await resolveName(context.entities, input.id);
      const entry = { id, key: input.key, value: value ?? null, ...seen(expectedRevision) };
      return setMetadata(context.curation, editor, entry, now);
    });
  }

  @Mutation(() => MutationResult, {
    description: 'Puts a unique tag on a version and takes it off the one that had it, in one step.',
  })
  moveUniqueTag(
    @Arg('input', { ...CHECKED_BY_MUTATION, description: 'Which tag to which version.' })
    input: UniqueTagInput,
    @Arg('remove', () => Boolean, { defaultValue: false, description: 'Takes it off the version instead.' })
    remove: boolean,
    @Arg('expectedRevision', () => Int, EXPECTED_REVISION) expectedRevision: RevisionArg,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { input, reason }, async (editor, now) => {
      const version = await resolveName(context.entities, input.version);
      const move = { version, tag: input.tag, remove, ...seen(expectedRevision) };
      return moveUniqueTag(context.curation, editor, move, now);
    });
  }

  @Mutation(() => MutationResult, {
    description: 'Writes a comment about a thing, and answers the comment. Comments are never changed.',
  })
  addComment(
    @Arg('input', { ...CHECKED_BY_MUTATION, description: 'What about what.' }) input: CommentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { input }, async (editor, now) => {
      const about = await resolveName(context.entities, input.about);
      return addComment(context.curation, editor, { about, text: input.text }, now);
    });
  }
}
