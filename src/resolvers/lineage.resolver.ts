import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Int, Query, Resolver } from 'type-graphql';
import type { Level } from '../catalog/lineage/collapse.js';
import { findLineage } from '../catalog/lineage/find-lineage.js';
import { findTrace } from '../catalog/lineage/find-trace.js';
import type { Direction } from '../catalog/lineage/lineage.reader.js';
import { badInput } from '../errors.js';
import { MAX_PAGE, pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { DirectionEnum, LevelEnum } from './enums.js';
import { exploringOf, FilteredWalkArgs, filterGiven, WalkArgs } from './lineage.arguments.js';
import { Lineage, Trace } from './lineage.types.js';
import { about, askedThing, wantsDetails, withThings } from './walked-things.js';

const ID_OR_NAME = 'Its id, or a name that means one thing.';

@Resolver()
export class LineageResolver {
  @Query(() => Lineage, { description: 'All that a thing depends on, or all that depends on it.' })
  async lineage(
    @Arg('id', () => ID, { description: ID_OR_NAME }) id: string,
    @Arg('direction', () => DirectionEnum, { defaultValue: 'UPSTREAM', description: 'Which way.' })
    direction: Direction,
    @Arg('depth', () => Int, {
      nullable: true,
      description: 'The longest way, in edges. Left out: the whole lineage.',
    })
    depth: number | null | undefined,
    @Arg('collapse', () => LevelEnum, { defaultValue: 'COLUMN', description: 'How much detail to show.' })
    collapse: Level,
    @Args() args: FilteredWalkArgs,
    @Args() { first, after }: PageArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    if (typeof depth === 'number' && depth < 0) throw badInput('`depth` cannot be negative.');
    const request = {
      ...exploringOf(args, context),
      ...{ direction, depth: depth ?? undefined, collapse, filter: filterGiven(args.filter) },
      ...{ first: pageSize(first, MAX_PAGE), after: after ?? undefined },
      details: wantsDetails(info, 'edges'),
    };
    const lineage = await about(context, id, (root) => findLineage(context.lineage, root, request));
    const { root, asOf, nodes } = lineage;
    const [shown, start] = await Promise.all([
      withThings(nodes, context, { info, path: ['nodes', 'entity'], asOf }),
      askedThing(root, context, { info, path: ['root'], asOf }),
    ]);
    return { ...lineage, root: start, nodes: shown };
  }

  @Query(() => Trace, { description: 'The ways between two things, whichever of them is upstream.' })
  async trace(
    @Arg('from', () => ID, { description: ID_OR_NAME }) from: string,
    @Arg('to', () => ID, { description: ID_OR_NAME }) to: string,
    @Arg('first', () => Int, { nullable: true, description: 'How many ways, from 1 to 100. Left out: 5.' })
    first: number | null | undefined,
    @Args() args: WalkArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const count = first ?? 5;
    if (count < 1 || count > 100) throw badInput(`\`first\` must be between 1 and 100, not ${count}.`);
    const request = { ...exploringOf(args, context), first: count, details: wantsDetails(info, 'paths') };
    return about(context, from, (start) =>
      about(context, to, (end) => findTrace(context.lineage, start, end, request)),
    );
  }
}
