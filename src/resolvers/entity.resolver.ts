import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { resolveName } from '../catalog/browse/resolve-name.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { Entity } from '../model/entity.js';
import type { RequestContext } from './context.js';

@Resolver()
export class EntityResolver {
  @Query(() => Entity, {
    nullable: true,
    description:
      'One thing, by its id or by a name that means one thing (`orders.count_30d`, `churn_predictor@3`).',
  })
  async entity(
    @Arg('id', () => ID, { description: 'Its id or name.' }) id: string,
    @Ctx() { entities, loaders }: RequestContext,
  ): Promise<EntityRecord | null> {
    return loaders.entity.load(await resolveName(entities, id));
  }
}
