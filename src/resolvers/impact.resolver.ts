import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { findImpact } from '../catalog/lineage/find-impact.js';
import type { Change } from '../catalog/lineage/severity.js';
import { askedFields } from './asked-fields.js';
import { pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { ChangeTypeEnum } from './enums.js';
import { Impact } from './impact.types.js';
import { exploringOf, FilteredWalkArgs, filterGiven } from './lineage.arguments.js';
import { about, wantsDetails, withThings } from './walked-things.js';

@Resolver()
export class ImpactResolver {
  @Query(() => Impact, {
    description: 'What a change to a thing touches, how surely, how badly, and by which way.',
  })
  async impact(
    @Arg('of', () => ID, { description: 'Its id, or a name that means one thing.' }) of: string,
    @Arg('change', () => ChangeTypeEnum, { defaultValue: 'DROP', description: 'What is done to it.' })
    change: Change,
    @Args() args: FilteredWalkArgs,
    @Args() { first, after }: PageArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const request = {
      ...exploringOf(args, context),
      ...{ change, filter: filterGiven(args.filter) },
      ...{ first: pageSize(first), after: after ?? undefined },
      details: wantsDetails(info, 'items', 'why'),
    };
    const impact = await about(context, of, (id) => findImpact(context.lineage, id, request));
    const { asOf, items } = impact;
    const [shown, [changed]] = await Promise.all([
      withThings(items, context, { info, path: ['items', 'entity'], asOf }),
      askedFields(info, 'of').size > 0
        ? withThings([{ id: impact.of }], context, { info, path: ['of'], asOf })
        : [],
    ]);
    return { ...impact, of: changed?.entity, items: shown };
  }
}
