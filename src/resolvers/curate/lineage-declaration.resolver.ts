import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { resolveName } from '../../catalog/browse/resolve-name.js';
import { declareLineage, withdrawLineage } from '../../catalog/curate/declare-lineage.js';
import type { StatedRelation } from '../../model/relations.js';
import { CHECKED_BY_MUTATION } from '../check-argument.js';
import type { RequestContext } from '../context.js';
import { StatedRelationEnum } from '../enums.js';
import { answerMutation } from './answer-mutation.js';
import {
  EXPECTED_REVISION,
  ID_OR_NAME,
  REASON,
  seen,
  type ReasonArg,
  type RevisionArg,
} from './arguments.js';
import { EdgeInput, edgeStatements } from './edge-input.js';
import { MutationResult } from './mutation-result.js';

@Resolver()
export class LineageDeclarationResolver {
  @Mutation(() => MutationResult, {
    description:
      'States that one thing depends on another, with who says so and why. The edge counts as DECLARED in lineage and impact.',
  })
  declareLineage(
    @Arg('downstream', () => ID, ID_OR_NAME) downstream: string,
    @Arg('edge', { ...CHECKED_BY_MUTATION, description: 'How it depends, and on what.' }) edge: EdgeInput,
    @Arg('expectedRevision', () => Int, EXPECTED_REVISION) expectedRevision: RevisionArg,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { input: edge, reason }, async (editor, now) => {
      const [statement] = edgeStatements([edge]);
      const [below, above] = await Promise.all([
        resolveName(context.entities, downstream),
        resolveName(context.entities, edge.upstream),
      ]);
      const stated = { ...statement, type: edge.type, upstream: above };
      const declaration = { downstream: below, edge: stated, ...seen(expectedRevision) };
      return declareLineage(context.curation, editor, declaration, now);
    });
  }

  @Mutation(() => MutationResult, {
    description: 'Takes back an edge that people declared. What a source states only the source takes back.',
  })
  withdrawLineage(
    @Arg('downstream', () => ID, ID_OR_NAME) downstream: string,
    @Arg('type', () => StatedRelationEnum, { description: 'How it was said to depend.' })
    type: StatedRelation,
    @Arg('upstream', () => ID, ID_OR_NAME) upstream: string,
    @Arg('via', () => ID, {
      nullable: true,
      description: 'The pipeline that carries the values, where the edge names one.',
    })
    via: string | null | undefined,
    @Arg('expectedRevision', () => Int, EXPECTED_REVISION) expectedRevision: RevisionArg,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { reason }, async (editor, now) => {
      const [below, above] = await Promise.all([
        resolveName(context.entities, downstream),
        resolveName(context.entities, upstream),
      ]);
      const withdrawal = { downstream: below, type, upstream: above, ...(via ? { via } : {}) };
      return withdrawLineage(context.curation, editor, { ...withdrawal, ...seen(expectedRevision) }, now);
    });
  }
}
