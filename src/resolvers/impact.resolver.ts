import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { findImpact } from '../catalog/lineage/find-impact.js';
import type { Change } from '../catalog/lineage/severity.js';
import type { Entity } from '../model/entity.js';
import { pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { ChangeTypeEnum } from './enums.js';
import { Impact, ImpactItem } from './impact.types.js';
import { LineageFilter } from './lineage.types.js';

@Resolver()
export class ImpactResolver {
  @Query(() => Impact, {
    description: 'What a change to a thing touches, how surely, how badly, and by which way.',
  })
  async impact(
    @Arg('of', () => ID, { description: 'Its id, or a name that means one thing.' }) of: string,
    @Arg('change', () => ChangeTypeEnum, { defaultValue: 'DROP', description: 'What is done to it.' })
    change: Change,
    @Arg('filter', () => LineageFilter, { nullable: true, description: 'Which things to answer.' })
    filter: LineageFilter | undefined,
    @Args() { first, after }: PageArgs,
    @Ctx() { entities, lineage }: RequestContext,
  ): Promise<unknown> {
    const id = await resolveName(entities, of);
    const size = pageSize(first);
    return findImpact(lineage, id, {
      change,
      kinds: filter?.kinds ?? undefined,
      first: size,
      ...(after ? { after } : {}),
    });
  }
}

@Resolver(() => Impact)
export class ImpactOfResolver {
  @FieldResolver()
  of(@Root() { of }: { of: string }, @Ctx() { loaders }: RequestContext): Promise<unknown> {
    return loaders.entity.load(of);
  }
}

@Resolver(() => ImpactItem)
export class ImpactItemResolver {
  @FieldResolver()
  entity(@Root() { id }: ImpactItem, @Ctx() { loaders }: RequestContext): Promise<Entity> {
    return loaders.entity.load(id) as Promise<unknown> as Promise<Entity>;
  }
}
