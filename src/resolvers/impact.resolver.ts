import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { findImpact, type Impact as FoundImpact } from '../catalog/lineage/find-impact.js';
import { pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { Impact, ImpactArgs, OwnerToTell } from './impact.types.js';
import { exploringOf, filterGiven } from './lineage.arguments.js';
import { about, askedThing, wantsDetails, withThings } from './walked-things.js';

@Resolver()
export class ImpactResolver {
  @Query(() => Impact, {
    description: 'What a change to a thing touches, how surely, how badly, by which way, and whom to tell.',
  })
  async impact(
    @Args() args: ImpactArgs,
    @Args() { first, after }: PageArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const { of, change, toType, newName } = args;
    const request = {
      ...exploringOf(args, context),
      ...{ change, filter: filterGiven(args.filter) },
      // GraphQL says null where nothing was said.
      ...{ toType: toType ?? undefined, newName: newName ?? undefined },
      ...{ first: pageSize(first), after: after ?? undefined },
      details: wantsDetails(info, 'items', 'why') || wantsDetails(info, 'items', 'atWorst', 'why'),
    };
    const impact = await about(context, of, async (id) =>
      findImpact(context.lineage, id, { ...request, fromType: await typeBefore(id, args, context) }),
    );
    const { asOf, items } = impact;
    const [shown, changed] = await Promise.all([
      withThings(items, context, { info, path: ['items', 'entity'], asOf }),
      askedThing(impact.of, context, { info, path: ['of'], asOf }),
    ]);
    return { ...impact, of: changed, items: shown };
  }
}

/** The type that is said, or else the one that the thing has as the catalog knows it. */
async function typeBefore(
  id: string,
  { change, fromType, toType, asOf }: ImpactArgs,
  context: RequestContext,
): Promise<string | undefined> {
  if (typeof fromType === 'string') return fromType;
  if (change !== 'RETYPE' || typeof toType !== 'string') return undefined;
  const type = (await context.loadersAt(asOf?.toISOString()).entity.load(id))?.['dataType'];
  return typeof type === 'string' && type.trim() !== '' ? type : undefined;
}

/** Worked out over the whole answer, and so only where it is asked for. */
@Resolver(() => Impact)
export class ImpactOwnersResolver {
  @FieldResolver(() => [OwnerToTell], {
    description:
      'Whom to tell, those with the worst first, over the whole answer and not only this page. A part without an owner of its own belongs to those of what it is a part of.',
  })
  async owners(
    @Root() { owners, asOf }: FoundImpact,
    @Arg('first', () => Int, { nullable: true, description: 'How many, from 1 to 1000. Left out: 100.' })
    first: number | null | undefined,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const size = pageSize(first);
    const details = wantsDetails(info, 'things', 'why') || wantsDetails(info, 'things', 'atWorst', 'why');
    const groups = await owners(size, details);
    const shown = await withThings(
      groups.flatMap(({ things }) => things),
      context,
      { info, path: ['things', 'entity'], asOf },
    );
    const byItem = new Map(shown.map((item) => [item.id, item] as const));
    return groups.map(({ owner, things, ...group }) => ({
      ...group,
      owner: owner === undefined ? null : { name: owner },
      things: things.flatMap(({ id }) => byItem.get(id) ?? []),
    }));
  }

  @FieldResolver(() => Int, {
    description: 'How many there are to tell in all; things of nobody count as one.',
  })
  ownersTotal(@Root() { ownersTotal }: FoundImpact): Promise<number> {
    return ownersTotal();
  }
}
