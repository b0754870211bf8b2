import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Certainty } from '../catalog/lineage/certainty.js';
import type { State } from '../catalog/lineage/liveness.js';
import type { Change, Effect, Severity } from '../catalog/lineage/severity.js';
import { Entity } from '../model/entity.js';
import { PageInfo } from './connection.js';
import { CertaintyEnum, ChangeTypeEnum, EffectEnum, SeverityEnum, StateEnum } from './enums.js';
import { Answer, KindTotal, LineageEdge } from './lineage.types.js';

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

  @Field(() => [LineageEdge], {
    description: 'The shortest most certain way from the change to it, edge by edge.',
  })
  why!: readonly LineageEdge[];
}

@ObjectType({ description: 'The whole impact in figures.', simpleResolvers: true })
export class ImpactTotals {
  @Field(() => Int, { description: 'Things touched.' })
  total!: number;

  @Field(() => Int, { description: 'Those that are live.' })
  live!: number;

  @Field(() => [KindTotal], { description: 'By kind.' })
  byKind!: readonly KindTotal[];

  @Field(() => [SeverityTotal], { description: 'By severity.' })
  bySeverity!: readonly SeverityTotal[];
}

@ObjectType({ description: 'What a change to a thing touches.', simpleResolvers: true })
export class Impact {
  @Field(() => Entity, { description: 'What changes.' })
  of!: Entity;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'As of when; null: now.' })
  asOf?: string;

  @Field(() => ChangeTypeEnum, { description: 'How.' })
  change!: Change;

  @Field(() => ImpactTotals, { description: 'The whole of it in figures.' })
  totals!: ImpactTotals;

  @Field(() => [ImpactItem], { description: 'The most severe first, then the live, the certain, the near.' })
  items!: ImpactItem[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Answer, { description: 'What the answer says of itself.' })
  answer!: Answer;
}
