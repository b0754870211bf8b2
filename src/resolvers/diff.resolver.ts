import { Arg, Ctx, Field, Float, ID, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import { findDiff, type Difference as Found } from '../catalog/browse/find-diff.js';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { MLModelVersion } from '../model/ml-model-version.entity.js';
import type { RequestContext } from './context.js';

enum DiffAspect {
  FEATURE = 'FEATURE',
  SOURCE = 'SOURCE',
  PARAMETER = 'PARAMETER',
  METRIC = 'METRIC',
  TRAINING_DATA = 'TRAINING_DATA',
  PROPERTY = 'PROPERTY',
}
registerEnumType(DiffAspect, { name: 'DiffAspect', description: 'What kind of thing differs.' });

@ObjectType({ description: 'One difference between two versions.' })
export class Difference {
  @Field(() => DiffAspect, { description: 'What kind of thing differs.' })
  aspect!: Found['aspect'];

  @Field(() => String, { description: 'Which one.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its value in `a`; null where only `b` has it.' })
  before?: string;

  @Field(() => String, { nullable: true, description: 'Its value in `b`; null where only `a` has it.' })
  after?: string;

  @Field(() => Float, { nullable: true, description: '`after` less `before`, where both are numbers.' })
  delta?: number;
}

@ObjectType({ description: 'What differs between two versions of models.' })
export class Diff {
  @Field(() => MLModelVersion, { description: 'The one.' })
  a!: unknown;

  @Field(() => MLModelVersion, { description: 'The other.' })
  b!: unknown;

  @Field(() => [Difference], { description: 'The differences, by aspect and name.' })
  differences!: Found[];
}

@Resolver()
export class DiffResolver {
  @Query(() => Diff, {
    description: 'What differs between two versions: features, sources, parameters, metrics, training data.',
  })
  async diff(
    @Arg('a', () => ID, { description: 'A version, by id or as `model@version`.' }) a: string,
    @Arg('b', () => ID, { description: 'Another version.' }) b: string,
    @Ctx() { entities, loaders }: RequestContext,
  ): Promise<Diff> {
    const [left, right] = await Promise.all([resolveName(entities, a), resolveName(entities, b)]);
    const differences = await findDiff(entities, left, right);
    return { a: await loaders.entity.load(left), b: await loaders.entity.load(right), differences };
  }
}
