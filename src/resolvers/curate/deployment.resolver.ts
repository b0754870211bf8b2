import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { resolveName } from '../../catalog/browse/resolve-name.js';
import { updateDeployment, type DeploymentUpdate } from '../../catalog/curate/update-deployment.js';
import { DEPLOYMENT_STATES, type DeploymentState } from '../../model/states.js';
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
import { MutationResult } from './mutation-result.js';

@InputType({ description: 'What is to become of a deployment; what is left out stays.' })
class DeploymentUpdateInput {
  @Field(() => ID, ID_OR_NAME)
  @IsString()
  id!: string;

  @Field(() => String, { nullable: true, description: `Its state: ${DEPLOYMENT_STATES.join(', ')}.` })
  @IsOptional()
  @IsIn(DEPLOYMENT_STATES)
  state?: DeploymentState;

  @Field(() => [ID], {
    nullable: true,
    description: 'The versions it is to answer with, instead of those it does.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  serves?: string[];

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Percent of the requests by the id of the version.',
  })
  @IsOptional()
  @IsObject()
  traffic?: Record<string, number>;

  @Field(() => String, { nullable: true, description: 'Where it answers.' })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  url?: string;

  @Field(() => String, { nullable: true, description: 'What it runs on.' })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  target?: string;
}

@Resolver()
export class DeploymentResolver {
  @Mutation(() => MutationResult, {
    description: 'Changes a deployment that people registered: what it serves, how, and whether it does.',
  })
  updateDeployment(
    @Arg('input', { ...CHECKED_BY_MUTATION, description: 'Which, and what becomes of it.' })
    input: DeploymentUpdateInput,
    @Arg('expectedRevision', () => Int, EXPECTED_REVISION) expectedRevision: RevisionArg,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { input, reason }, async (editor, now) => {
      const { id, serves, ...values } = input;
      const update: DeploymentUpdate = {
        ...plainValues(values),
        id: await resolveName(context.entities, id),
        ...(serves
          ? { serves: await Promise.all(serves.map((version) => resolveName(context.entities, version))) }
          : {}),
        ...seen(expectedRevision),
      };
      return updateDeployment(context.curation, editor, update, now);
    });
  }

  @Mutation(() => MutationResult, { description: 'Takes a deployment out of service.' })
  stopDeployment(
    @Arg('id', () => ID, ID_OR_NAME) id: string,
    @Arg('expectedRevision', () => Int, EXPECTED_REVISION) expectedRevision: RevisionArg,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { reason }, async (editor, now) => {
      const update = { id: await resolveName(context.entities, id), state: 'OUT_OF_SERVICE' as const };
      return updateDeployment(context.curation, editor, { ...update, ...seen(expectedRevision) }, now);
    });
  }
}
