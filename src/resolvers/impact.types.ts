import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Certainty } from '../catalog/lineage/certainty.js';
import type { State } from '../catalog/lineage/liveness.js';
import { THINGS_PER_OWNER } from '../catalog/lineage/owners-to-tell.js';
import { CHANGES, type Change, type Effect, type Severity } from '../catalog/lineage/severity.js';
import type { Use } from '../catalog/lineage/find-impact.js';
import { Entity, Owner } from '../model/entity.js';
import { PageInfo } from './connection.js';
import { FilteredWalkArgs } from './lineage.arguments.js';
import { CertaintyEnum, ChangeTypeEnum, EffectEnum, SeverityEnum, StateEnum, UseEnum } from './enums.js';
import { Answer, KindTotal, LineageEdge } from './lineage.types.js';

@ArgsType()
export class ImpactArgs extends FilteredWalkArgs {
  @Field(() => ID, { description: 'Its id, or a name that means one thing.' })
  @IsString()
  of!: string;

  @Field(() => ChangeTypeEnum, { defaultValue: 'DROP', description: 'What is done to it.' })
  @IsIn(CHANGES)
  change!: Change;

  @Field(() => String, {
    nullable: true,
    description: 'Of RETYPE: the type before. Left out: the one that the catalog knows.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  fromType?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Of RETYPE: the type after. Where it is known to hold every value of the one before, less breaks.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  toType?: string;

  @Field(() => String, { nullable: true, description: 'Of RENAME: what it is to be called.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  newName?: string;
}

@ObjectType({
  description: 'How many things of a severity there are in the whole answer.',
  simpleResolvers: true,
})
export class SeverityTotal {
  @Field(() => SeverityEnum, { description: 'The severity.' })
  severity!: Severity;

  @Field(() => Int, { description: 'How many.' })
  total!: number;
}

@ObjectType({
  description: 'What a way that is less certain than the best would do to a thing.',
  simpleResolvers: true,
})
export class WorseCase {
  @Field(() => CertaintyEnum, { description: 'How sure that way is.' })
  certainty!: Certainty;

  @Field(() => SeverityEnum, { description: 'How bad it would be.' })
  severity!: Severity;

  @Field(() => EffectEnum, { description: 'What would happen to it.' })
  effect!: Effect;

  @Field(() => [LineageEdge], { description: 'The shortest such way, edge by edge.' })
  why!: readonly LineageEdge[];
}

@ObjectType({ description: 'A thing that a change touches.', simpleResolvers: true })
export class ImpactItem {
  @Field(() => Entity, { description: 'The thing.' })
  entity!: Entity;

  @Field(() => Int, { description: 'Edges on the way that `why` shows.' })
  depth!: number;

  @Field(() => StateEnum, { description: 'Whether anything in service hangs on it.' })
  state!: State;

  @Field(() => CertaintyEnum, { description: 'How sure it is that it is touched.' })
  certainty!: Certainty;

  @Field(() => SeverityEnum, { description: 'How bad it is.' })
  severity!: Severity;

  @Field(() => EffectEnum, { description: 'What happens to it.' })
  effect!: Effect;

  @Field(() => UseEnum, { description: 'Whether values come to it, or only what they decide.' })
  use!: Use;

  @Field(() => [LineageEdge], {
    description:
      'The way from the change to it, edge by edge: of the most certain ways those that do most, and of those the shortest.',
  })
  why!: readonly LineageEdge[];

  @Field(() => Int, {
    description:
      'How many other ways are as short, as certain and do as much. Longer and less certain ones are not counted; `trace` tells them.',
  })
  whyOthers!: number;

  @Field(() => Boolean, {
    description: 'True when there are more than an Int can hold: `whyOthers` is then the least there are.',
  })
  whyOthersCapped!: boolean;

  @Field(() => WorseCase, {
    nullable: true,
    description: 'What a less certain way would do, where that is worse; null where none is.',
  })
  atWorst?: WorseCase;
}

@ObjectType({ description: 'The whole impact in figures.', simpleResolvers: true })
export class ImpactTotals {
  @Field(() => Int, { description: 'Things touched.' })
  total!: number;

  @Field(() => Int, { description: 'Those that are live.' })
  live!: number;

  @Field(() => Int, { description: 'Those to which a less certain way would do worse.' })
  worse!: number;

  @Field(() => [KindTotal], { description: 'By kind.' })
  byKind!: readonly KindTotal[];

  @Field(() => [SeverityTotal], { description: 'By severity.' })
  bySeverity!: readonly SeverityTotal[];
}

@ObjectType({
  description: 'Someone to tell of a change, and what of theirs it touches.',
  simpleResolvers: true,
})
export class OwnerToTell {
  @Field(() => Owner, {
    nullable: true,
    description: 'Who answers for the things, or for what they are a part of; null: nobody does.',
  })
  owner!: Owner | null;

  @Field(() => Int, { description: 'Things of theirs that are touched.' })
  total!: number;

  @Field(() => Int, { description: 'Those that are live.' })
  live!: number;

  @Field(() => SeverityEnum, { description: 'The worst severity among them.' })
  severity!: Severity;

  @Field(() => [ImpactItem], {
    description: `The first ${THINGS_PER_OWNER} of them, in the order of the answer.`,
  })
  things!: readonly ImpactItem[];
}

@ObjectType({ description: 'A change of type.', simpleResolvers: true })
export class Retype {
  @Field(() => String, { nullable: true, description: 'The type before; null where it is not known.' })
  from?: string;

  @Field(() => String, { description: 'The type after.' })
  to!: string;

  @Field(() => Boolean, { description: 'Whether the new type is known to hold every value of the old one.' })
  widens!: boolean;
}

@ObjectType({ description: 'What a change to a thing touches.', simpleResolvers: true })
export class Impact {
  @Field(() => Entity, { description: 'What changes.' })
  of!: Entity;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'As of when; null: now.' })
  asOf?: string;

  @Field(() => ChangeTypeEnum, { description: 'How.' })
  change!: Change;

  @Field(() => Retype, { nullable: true, description: 'The types, of a RETYPE that names them.' })
  retype?: Retype;

  @Field(() => String, { nullable: true, description: 'What it is to be called, of a RENAME that says so.' })
  newName?: string;

  @Field(() => ImpactTotals, { description: 'The whole of it in figures.' })
  totals!: ImpactTotals;

  @Field(() => [ImpactItem], {
    description: 'The most severe first, at worst; then the live, the certain, the near.',
  })
  items!: ImpactItem[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Answer, { description: 'What the answer says of itself.' })
  answer!: Answer;
}
