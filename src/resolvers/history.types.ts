import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Change as Recorded, EdgeChange, FieldChange } from '../catalog/history/change.js';
import type { EntityKind } from '../model/entities.js';
import { Entity } from '../model/entity.js';
import { PageInfo } from './connection.js';
import { ChangeActionEnum, EdgeChangeKindEnum, EntityKindEnum, StatedRelationEnum } from './enums.js';

@ObjectType('FieldChange', { description: 'One property before and after.' })
export class FieldChangeType implements FieldChange {
  @Field(() => String, { description: 'The property; `until` where the thing ended or came back.' })
  name!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Its value before; null where it had none.' })
  before?: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Its value after; null where it has none. Of long series neither value is kept.',
  })
  after?: unknown;
}

@ObjectType('EdgeChange', { description: 'What became of an edge that starts at the changed thing.' })
export class EdgeChangeType {
  @Field(() => StatedRelationEnum, { description: 'How the thing depends on the other.' })
  type!: EdgeChange['type'];

  @Field(() => ID, { description: 'The other end.' })
  upstream!: string;

  @Field(() => EdgeChangeKindEnum, { description: 'What became of it.' })
  change!: EdgeChange['change'];
}

@ObjectType('Change', { description: 'One accepted change of one thing.' })
export class ChangeType {
  @Field(() => ID, { description: 'The id of the changed thing.' })
  entityId!: string;

  @Field(() => Entity, {
    nullable: true,
    description: 'The changed thing as it is now; null where it was purged.',
  })
  entity?: unknown;

  @Field(() => EntityKindEnum, { description: 'Its kind.' })
  kind!: EntityKind;

  @Field(() => ChangeActionEnum, { description: 'What became of it.' })
  action!: Recorded['action'];

  @Field(() => GraphQLDateTime, { description: 'When.' })
  at!: string;

  @Field(() => String, { description: 'The person, token or service that did it.' })
  actor!: string;

  @Field(() => String, { description: 'Whose word changed: a service, or `people`.' })
  source!: string;

  @Field(() => ID, { nullable: true, description: 'The sync run that it is part of.' })
  run?: string;

  @Field(() => String, { nullable: true, description: 'Why, in the words of who did it.' })
  reason?: string;

  @Field(() => Int, { description: 'The revision that it led to.' })
  revision!: number;

  @Field(() => [FieldChangeType], { description: 'The values in force, before and after.' })
  fields!: readonly FieldChange[];

  @Field(() => [FieldChangeType], {
    description:
      "The source's own word before and after, where another word than that is in force; empty where it is the same.",
  })
  said!: readonly FieldChange[];

  @Field(() => [EdgeChangeType], { description: 'The edges that began, changed or ended.' })
  edges!: readonly EdgeChange[];

  @Field(() => [String], {
    description: 'The rules that it breaks, as `rule:field`: a source is recorded as it is, and flagged.',
  })
  brokenRules!: readonly string[];
}

@ObjectType({ description: 'One change of a page.' })
export class ChangeConnectionEdge {
  @Field(() => String, { description: 'Pass it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => ChangeType, { description: 'The change.' })
  node!: ChangeType;
}

@ObjectType({ description: 'A page of changes.' })
export class ChangeConnection {
  @Field(() => [ChangeConnectionEdge], { description: 'The page, with a cursor for each.' })
  edges!: ChangeConnectionEdge[];

  @Field(() => [ChangeType], { description: 'The page, without cursors.' })
  nodes!: ChangeType[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
}

/** A change as GraphQL shows it. */
export const changeType = ({ entity, ...change }: Recorded): ChangeType => ({ ...change, entityId: entity });
