import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { findDiff } from '../catalog/diff/find-diff.js';
import type { RequestContext } from './context.js';
import { Diff } from './diff.types.js';

@Resolver()
export class DiffResolver {
  @Query(() => Diff, {
    description:
      'What differs between two versions, or between one thing of any kind at two moments: features, sources, training data, parameters, metrics, lineage, columns, parts and fields. What the past does not tell stands in `notKept`. Names mean what they mean now: an alias is the version that carries it today.',
  })
  async diff(
    @Arg('a', () => ID, { description: 'A thing, by its id or a name that means one thing.' }) a: string,
    @Arg('b', () => ID, {
      nullable: true,
      description: 'Another version, where `a` is one. Left out: `a` itself at another moment.',
    })
    b: string | null | undefined,
    @Arg('from', () => GraphQLDateTime, {
      nullable: true,
      description: 'The moment as of which `a` is taken; needed without `b`. Left out: now.',
    })
    from: Date | null | undefined,
    @Arg('to', () => GraphQLDateTime, {
      nullable: true,
      description: 'The moment as of which the other side is taken. Left out: now.',
    })
    to: Date | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Diff> {
    const { entities } = context;
    const [left, right] = await Promise.all([
      resolveName(entities, a),
      typeof b === 'string' ? resolveName(entities, b) : undefined,
    ]);
    const moments = {
      ...(from ? { from: from.toISOString() } : {}),
      ...(to ? { to: to.toISOString() } : {}),
    };
    const now = new Date().toISOString();
    const found = await findDiff(context, { a: left, ...(right ? { b: right } : {}), ...moments, now });
    return { ...found, ...moments };
  }
}
