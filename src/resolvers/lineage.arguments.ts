import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, Float, InputType } from 'type-graphql';
import { CERTAINTIES, type Certainty } from '../catalog/lineage/certainty.js';
import type { Exploring } from '../catalog/lineage/explore.js';
import { STATES, type State } from '../catalog/lineage/liveness.js';
import type { ThingFilter } from '../catalog/lineage/thing-filter.js';
import { badInput } from '../errors.js';
import { ENTITY_KINDS, type EntityKind } from '../model/entities.js';
import type { RequestContext } from './context.js';
import { CertaintyEnum, EntityKindEnum, StateEnum } from './enums.js';

const MOST_VALUES = 100;

const Words = (): PropertyDecorator => (target, property) => {
  IsOptional()(target, property);
  IsArray()(target, property);
  ArrayMaxSize(MOST_VALUES)(target, property);
  IsString({ each: true })(target, property);
  MaxLength(1000, { each: true })(target, property);
};

@InputType({
  description:
    'Which things to answer; the walk passes through the others. Several values of one filter: any of them; several filters: all of them.',
})
export class LineageFilter implements ThingFilter {
  @Field(() => [EntityKindEnum], { nullable: true, description: 'Only things of these kinds.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ENTITY_KINDS.length)
  @IsIn(ENTITY_KINDS, { each: true })
  kinds?: EntityKind[];

  @Field(() => [String], {
    nullable: true,
    description:
      'The services that they belong to; of tables, columns and pipelines those that describe them.',
  })
  @Words()
  services?: string[];

  @Field(() => [String], { nullable: true, description: 'Their owners.' })
  @Words()
  owners?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'Their tags: `name`, whatever its value, or `name=value`.',
  })
  @Words()
  tags?: string[];

  @Field(() => [String], { nullable: true, description: 'Their domains.' })
  @Words()
  domains?: string[];

  @Field(() => [StateEnum], {
    nullable: true,
    description: 'Whether anything in service hangs on them, by what this walk reached.',
  })
  @IsOptional()
  @IsArray()
  @IsIn(STATES, { each: true })
  states?: State[];

  @Field(() => CertaintyEnum, { nullable: true, description: 'Only what is reached at least this surely.' })
  @IsOptional()
  @IsIn(CERTAINTIES)
  certainty?: Certainty;
}

/** Longest that one question may be asked to take, in seconds. */
const MOST_SECONDS = 300;

@ArgsType()
export class WalkArgs {
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'As the catalog stood at that moment, with what has ended since. Left out: now.',
  })
  asOf?: Date;

  @Field(() => Float, {
    nullable: true,
    description: `The longest that it may take, in seconds, ${MOST_SECONDS} at most; then the answer is cut, says where, and goes on when it is asked for again. Left out: 30.`,
  })
  @IsOptional()
  @Min(0)
  @Max(MOST_SECONDS)
  seconds?: number;
}

@ArgsType()
export class FilteredWalkArgs extends WalkArgs {
  @Field(() => LineageFilter, { nullable: true, description: 'Which things to answer.' })
  @IsOptional()
  @ValidateNested()
  filter?: LineageFilter;
}

/** How the walk is to be made. @throws BAD_INPUT for a moment that has not come yet. */
export function exploringOf(
  { asOf, seconds }: WalkArgs,
  { walks }: RequestContext,
): Pick<Exploring, 'asOf' | 'limits' | 'walks'> {
  if (asOf && asOf.getTime() > Date.now())
    throw badInput('`asOf` lies in the future: nothing is known of it yet.');
  return {
    walks,
    ...(asOf ? { asOf: asOf.toISOString() } : {}),
    ...(typeof seconds === 'number' ? { limits: { milliseconds: seconds * 1000 } } : {}),
  };
}

/** GraphQL says null where nothing was said. */
export const filterGiven = (filter: LineageFilter | null | undefined): ThingFilter | undefined =>
  filter ? Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null)) : undefined;
