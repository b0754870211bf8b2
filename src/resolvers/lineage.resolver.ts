import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { findLineage } from '../catalog/lineage/find-lineage.js';
import { findTrace } from '../catalog/lineage/find-trace.js';
import type { Direction } from '../catalog/lineage/lineage.reader.js';
import { badInput } from '../errors.js';
import type { Entity } from '../model/entity.js';
import { MAX_PAGE, pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { DirectionEnum } from './enums.js';
import { Lineage, LineageFilter, LineageNode, Trace } from './lineage.types.js';

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
    depth: number | undefined,
    @Arg('filter', () => LineageFilter, { nullable: true, description: 'Which things to answer.' })
    filter: LineageFilter | undefined,
    @Args() { first, after }: PageArgs,
    @Ctx() { entities, lineage }: RequestContext,
  ): Promise<unknown> {
    if (typeof depth === 'number' && depth < 0) throw badInput('`depth` cannot be negative.');
    const root = await resolveName(entities, id);
    const size = pageSize(first, MAX_PAGE);
    const kinds = filter?.kinds ?? undefined;
    return findLineage(lineage, root, {
      direction,
      depth,
      kinds,
      first: size,
      ...(after ? { after } : {}),
    });
  }

  @Query(() => Trace, { description: 'The ways between two things, whichever of them is upstream.' })
  async trace(
    @Arg('from', () => ID, { description: ID_OR_NAME }) from: string,
    @Arg('to', () => ID, { description: ID_OR_NAME }) to: string,
    @Arg('first', () => Int, { nullable: true, description: 'How many ways, from 1 to 100. Left out: 5.' })
    first: number | undefined,
    @Ctx() { entities, lineage }: RequestContext,
  ): Promise<unknown> {
    const count = first ?? 5;
    if (count < 1 || count > 100) throw badInput(`\`first\` must be between 1 and 100, not ${count}.`);
    return findTrace(lineage, await resolveName(entities, from), await resolveName(entities, to), count);
  }
}

/** The walk answers ids; the things themselves come from one question for the page. */
@Resolver(() => Lineage)
export class LineageRootResolver {
  @FieldResolver()
  root(@Root() { root }: { root: string }, @Ctx() { loaders }: RequestContext): Promise<unknown> {
    return loaders.entity.load(root);
  }
}

@Resolver(() => LineageNode)
export class LineageNodeResolver {
  @FieldResolver()
  entity(@Root() { id }: LineageNode, @Ctx() { loaders }: RequestContext): Promise<Entity> {
    return loaders.entity.load(id) as Promise<unknown> as Promise<Entity>;
  }
}
