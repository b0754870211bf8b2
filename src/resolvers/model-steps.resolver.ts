import { Ctx, Extensions, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { MLModel } from '../model/ml-model.entity.js';
import { ModelStep } from '../model/model-step.entity.js';
import type { RequestContext } from './context.js';
import { versionsOf } from './model.resolver.js';
import { selectionOf, type FieldReach } from './selection.js';

@Resolver(() => MLModel)
export class ModelStepsResolver {
  @Extensions({ reach: { reads: ['id'] } satisfies FieldReach })
  @FieldResolver(() => [ModelStep], {
    description: 'The steps of the pipeline that makes it, in order: those of its newest version.',
  })
  async steps(
    @Root() model: EntityRecord,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly EntityRecord[]> {
    const versions = await versionsOf(model, context, { properties: ['id', 'version'], follows: [] });
    const newest = versions.at(-1);
    if (!newest) return [];
    const { properties, follows } = selectionOf(info);
    const loaders = context.loadersOf(newest);
    const steps = await loaders.related('HAS_STEP', 'out', properties).load(newest.id);
    return loaders.prepared(
      steps.map(({ record }) => record),
      follows,
    );
  }
}
