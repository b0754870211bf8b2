import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Coverage as CoverageFound } from '../catalog/gaps/coverage.js';
import { findGaps, type Gaps } from '../catalog/gaps/find-gaps.js';
import { badInput } from '../errors.js';
import type { Entity } from '../model/entity.js';
import { pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { Coverage, Gap, GapFilter, GapsAnswer, GapTotal } from './gaps.types.js';

const DEFAULT_STALE_DAYS = 7;
const MOST_STALE_DAYS = 3650;

@Resolver()
export class GapsResolver {
  @Query(() => GapsAnswer, {
    description:
      'What is not known: sources that were not read, and current things of which nobody says what lineage or governance need.',
  })
  gaps(
    @Arg('filter', () => GapFilter, { nullable: true, description: 'Which gaps. Left out: all.' })
    filter: GapFilter | undefined,
    @Arg('staleDays', () => Int, {
      defaultValue: DEFAULT_STALE_DAYS,
      description: `After how many days without a complete sync a source is stale, from 1 to ${MOST_STALE_DAYS}.`,
    })
    staleDays: number,
    @Args() { first, after }: PageArgs,
    @Ctx() { gaps, syncs }: RequestContext,
  ): Promise<Gaps> {
    if (staleDays < 1 || staleDays > MOST_STALE_DAYS)
      throw badInput(`\`staleDays\` must be between 1 and ${MOST_STALE_DAYS}, not ${staleDays}.`);
    const { kinds, service, domain } = filter ?? {};
    return findGaps(gaps, {
      ...(kinds ? { kinds } : {}),
      ...(service ? { services: service } : {}),
      ...(domain ? { domains: domain } : {}),
      ...{ staleDays, configured: syncs.services, now: new Date() },
      first: pageSize(first),
      ...(after ? { after } : {}),
    });
  }
}

/** Counted over the whole catalog, and so only where it is asked for. */
@Resolver(() => GapsAnswer)
export class GapsFieldsResolver {
  @FieldResolver(() => [GapTotal], {
    description: 'How many gaps there are in all, of each kind that is asked for.',
  })
  totals(@Root() gaps: Gaps): Promise<GapTotal[]> {
    return gaps.totals();
  }

  @FieldResolver(() => Coverage, { description: 'How much is known, of each service and domain.' })
  coverage(@Root() gaps: Gaps): Promise<CoverageFound> {
    return gaps.coverage();
  }
}

/** The things of a page come from one question. */
@Resolver(() => Gap)
export class GapResolver {
  @FieldResolver()
  entity(@Root() { id }: Gap, @Ctx() { loaders }: RequestContext): Promise<Entity | null> {
    return loaders.entity.load(id) as Promise<unknown> as Promise<Entity | null>;
  }
}
