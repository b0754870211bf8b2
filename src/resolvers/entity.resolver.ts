import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { looksLikeId, resolveName } from '../catalog/browse/resolve-name.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { findPast } from '../catalog/history/find-past.js';
import { Entity } from '../model/entity.js';
import type { RequestContext } from './context.js';

@Resolver()
export class EntityResolver {
  @Query(() => Entity, {
    nullable: true,
    description:
      'One thing, by its id or by a name that means one thing (`orders.count_30d`, `churn_predictor@3`). As of a moment: as it was then, with all that hung on it then; null where it was not known yet.',
  })
  async entity(
    @Arg('id', () => ID, { description: 'Its id or name.' }) id: string,
    @Arg('asOf', () => GraphQLDateTime, { nullable: true, description: 'The moment; left out: now.' })
    asOf: Date | null | undefined,
    @Ctx() { entities, loaders, history }: RequestContext,
  ): Promise<EntityRecord | null> {
    // An id needs no look-up of its own: what is read is the answer.
    const known = looksLikeId(id) ? await loaders.entity.load(id) : null;
    const record = known ?? (await loaders.entity.load(await resolveName(entities, id)));
    if (!asOf || !record) return record;
    const [past] = await findPast(history, [record], asOf.toISOString());
    return past ?? null;
  }
}
