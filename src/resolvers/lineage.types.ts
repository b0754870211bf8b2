import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { CutReason } from '../catalog/lineage/exploration.js';
import type { UnknownReason } from '../catalog/lineage/unknown.js';
import type { EntityKind } from '../model/entities.js';
import { Entity } from '../model/entity.js';
import type { RelationType, Stated } from '../model/relations.js';
import { PageInfo } from './connection.js';
import { CutReasonEnum, EntityKindEnum, RelationTypeEnum, StatedEnum, UnknownReasonEnum } from './enums.js';

@ObjectType({
  description: 'An edge of the lineage: the downstream end depends on the upstream end.',
  simpleResolvers: true,
})
export class LineageEdge {
  @Field(() => ID, { description: 'What depends.' })
  downstream!: string;

  @Field(() => ID, { description: 'What it depends on.' })
  upstream!: string;

  @Field(() => RelationTypeEnum, { description: 'How.' })
  type!: RelationType;

  @Field(() => StatedEnum, { description: 'How it is known.' })
  stated!: Stated;

  @Field(() => String, {
    nullable: true,
    description: 'The service or person that says so; null for containment.',
  })
  by?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The rule that inferred it, or where it was declared.',
  })
  rule?: string;

  @Field(() => String, { nullable: true, description: 'The person who declared it.' })
  declaredBy?: string;

  @Field(() => String, { nullable: true, description: 'Why it was declared, in the words of who did.' })
  reason?: string;

  @Field(() => ID, { nullable: true, description: 'The pipeline that carries the values.' })
  via?: string;

  @Field(() => [String], {
    nullable: true,
    description: 'What happens to the values, such as DIRECT/IDENTITY.',
  })
  transformations?: readonly string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether the values are masked on the way.' })
  masked?: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The state of the upstream data that was used: a digest or a version.',
  })
  digest?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when the catalog has known it.' })
  since?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended; null while it holds.' })
  until?: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many edges it stands for, where several things are shown as one; null: for itself.',
  })
  stands?: number;

  @Field(() => [LineageEdge], {
    nullable: true,
    description: 'The edges that it stands for, 20 at most; null: itself.',
  })
  standsFor?: readonly LineageEdge[];
}

@ObjectType({ description: 'Where an answer was cut, and where to go on.', simpleResolvers: true })
export class Cut {
  @Field(() => CutReasonEnum, { description: 'Why.' })
  reason!: CutReason;

  @Field(() => Int, { description: 'How many further things were in sight.' })
  beyond!: number;

  @Field(() => [ID], { description: 'Some of the things at the edge: asking from them goes on.' })
  at!: readonly string[];
}

@ObjectType({ description: 'How fresh a source is that the answer rests on.', simpleResolvers: true })
export class SourceFreshness {
  @Field(() => String, { description: 'The service.' })
  service!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'The end of its last sync; null: never synced.',
  })
  lastSync?: string;

  @Field(() => String, { nullable: true, description: 'How that ended.' })
  outcome?: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'The end of the last sync that read it whole.',
  })
  lastComplete?: string;
}

@ObjectType({
  description: 'Things at which an answer ends because nothing more is known.',
  simpleResolvers: true,
})
export class Unknown {
  @Field(() => UnknownReasonEnum, { description: 'Why nothing more is known of them.' })
  reason!: UnknownReason;

  @Field(() => String, {
    nullable: true,
    description: 'The service that it concerns; null where none describes them.',
  })
  service?: string;

  @Field(() => Int, { description: 'How many things.' })
  total!: number;

  @Field(() => [ID], { description: 'Some of them.' })
  about!: readonly string[];

  @Field(() => String, { description: 'The same in words, and what to do.' })
  message!: string;
}

@ObjectType({ description: 'What an answer says of itself.', simpleResolvers: true })
export class Answer {
  @Field(() => Boolean, { description: 'False when anything was cut.' })
  complete!: boolean;

  @Field(() => [Cut], { description: 'What was cut.' })
  cut!: Cut[];

  @Field(() => Int, { description: 'Things that the reader may not see: their number only.' })
  hidden!: number;

  @Field(() => [SourceFreshness], { description: 'The sources it rests on.' })
  sources!: SourceFreshness[];

  @Field(() => [Unknown], {
    description:
      'Where it ends because nothing more is known, which is not the same as that there is nothing more. Things of which a source that was read whole says nothing more are not among them.',
  })
  unknown!: Unknown[];
}

@ObjectType({
  description: 'How many things of a kind there are in the whole answer.',
  simpleResolvers: true,
})
export class KindTotal {
  @Field(() => EntityKindEnum, { description: 'The kind.' })
  kind!: EntityKind;

  @Field(() => Int, { description: 'How many.' })
  total!: number;
}

@ObjectType({ description: 'A thing that was reached.', simpleResolvers: true })
export class LineageNode {
  @Field(() => Entity, { description: 'The thing.' })
  entity!: Entity;

  @Field(() => Int, {
    description: 'Edges on the shortest way to it, or to the nearest of what it stands for.',
  })
  depth!: number;

  @Field(() => Int, {
    description: 'How many things it stands for, itself among them; 1 unless `collapse` says so.',
  })
  stands!: number;
}

@ObjectType({ description: 'All that a thing depends on, or all that depends on it.', simpleResolvers: true })
export class Lineage {
  @Field(() => Entity, { description: 'Where the question started.' })
  root!: Entity;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'As of when; null: now.' })
  asOf?: string;

  @Field(() => [LineageNode], { description: 'The things reached, breadth first; the root comes first.' })
  nodes!: LineageNode[];

  @Field(() => [LineageEdge], { description: 'The edges that start or end in this page.' })
  edges!: LineageEdge[];

  @Field(() => [KindTotal], { description: 'How many things there are in all, by kind.' })
  totals!: KindTotal[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Answer, { description: 'What the answer says of itself.' })
  answer!: Answer;
}

@ObjectType({ description: 'The ways between two things.', simpleResolvers: true })
export class Trace {
  @Field(() => [[LineageEdge]], {
    description: 'The shortest first, each edge by edge from the one to the other.',
  })
  paths!: readonly (readonly LineageEdge[])[];

  @Field(() => Boolean, { description: 'Whether there are more than were asked for.' })
  more!: boolean;

  @Field(() => Answer, { description: 'What the answer says of itself.' })
  answer!: Answer;
}
