import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { Facet, FacetField, FacetValue } from '../catalog/search/search-facets.js';
import { COMPARISONS, type Comparison } from '../catalog/search/search-filter.js';
import { SEARCH_ORDERS, type SearchOrderBy } from '../catalog/search/search-index.js';
import { ENTITY_KINDS, type EntityKind } from '../model/entities.js';
import { Entity } from '../model/entity.js';
import { PageInfo } from './connection.js';
import {
  ComparisonEnum,
  EntityKindEnum,
  FacetFieldEnum,
  SearchOrderByEnum,
  SortDirectionEnum,
} from './enums.js';

const MOST_VALUES = 100;
const LONGEST_VALUE = 1000;

/** A filter over texts: any of some values. */
function AnyOf(description: string): PropertyDecorator {
  const decorators = [
    Field(() => [String], { nullable: true, description }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(MOST_VALUES),
    IsString({ each: true }),
    MaxLength(LONGEST_VALUE, { each: true }),
  ];
  return (target, name) => decorators.forEach((decorate) => decorate(target, name));
}

/** A filter over a time. */
function Within(description: string): PropertyDecorator {
  const decorators = [
    Field(() => TimeRangeInput, { nullable: true, description }),
    IsOptional(),
    ValidateNested(),
  ];
  return (target, name) => decorators.forEach((decorate) => decorate(target, name));
}

@InputType('TimeRange', { description: 'A span of time; an end that is left out is open.' })
export class TimeRangeInput {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'From this moment on.' })
  @IsOptional()
  @IsDate()
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before this moment.' })
  @IsOptional()
  @IsDate()
  to?: Date;
}

@InputType('MetricThreshold', {
  description: 'A figure that must have been reached, such as `auc` above 0.9.',
})
export class MetricThresholdInput {
  @Field(() => String, { description: 'The name of the metric.' })
  @IsString()
  @MaxLength(LONGEST_VALUE)
  name!: string;

  @Field(() => ComparisonEnum, { description: 'How the last value compares.' })
  @IsIn(COMPARISONS)
  is!: Comparison;

  @Field(() => Float, { description: 'The threshold.' })
  @IsNumber()
  value!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Measured on this data, by the name its tracker gives. Left out: on any.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_VALUE)
  dataset?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Measured on this part of the data. Left out: on the whole of it.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_VALUE)
  slice?: string;
}

@InputType({
  description:
    'Which things to look among: any value of one filter, and all of the filters. Words are compared without regard to case.',
})
export class ListFilter {
  @AnyOf('In these services, by name. A table belongs to none: it counts for each service that speaks of it.')
  service?: string[];

  @AnyOf('In services of these platforms, such as MLflow.')
  platform?: string[];

  @AnyOf('Of these parts of the business.')
  domain?: string[];

  @AnyOf('One of these answers for it.')
  owner?: string[];

  @AnyOf('It carries one of these tags: `name`, whatever its value, or `name=value`.')
  tag?: string[];

  @AnyOf('In these stages of life.')
  stage?: string[];

  @AnyOf('Of these statuses.')
  status?: string[];

  @AnyOf('In these states: of a deployment, or of a sync.')
  state?: string[];

  @AnyOf('For these tasks, such as classification.')
  task?: string[];

  @AnyOf('Made with these frameworks.')
  framework?: string[];

  @AnyOf('Described by one of these glossary terms, by name.')
  term?: string[];

  @Field(() => [MetricThresholdInput], {
    nullable: true,
    description:
      'Only versions that reach all of these, and models of which one version reaches all of these.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  metric?: MetricThresholdInput[];

  @Within('Made then, as its source says.')
  createdAt?: TimeRangeInput;

  @Within('Last changed then, as its source says.')
  updatedAt?: TimeRangeInput;

  @Within('Registered then.')
  registeredAt?: TimeRangeInput;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Also what has ended: deleted, or gone from its source. Left out: only what is current.',
  })
  @IsOptional()
  @IsBoolean()
  ended?: boolean;
}

@InputType({ description: 'Which things to look among: any value of one filter, and all of the filters.' })
export class EntityFilter extends ListFilter {
  @Field(() => [EntityKindEnum], {
    nullable: true,
    description:
      'Only these kinds. Left out: all but parameters, metrics, artifacts, comments and sync runs, which are found through what they belong to.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_VALUES)
  @IsIn(ENTITY_KINDS, { each: true })
  kinds?: EntityKind[];
}

@InputType('SearchOrder', { description: 'What to put things in order by.' })
export class SearchOrderInput {
  @Field(() => SearchOrderByEnum, { description: 'By what.' })
  @IsIn(SEARCH_ORDERS)
  by!: SearchOrderBy;

  @Field(() => SortDirectionEnum, { nullable: true, description: 'Left out: ascending.' })
  @IsOptional()
  @IsIn(Object.keys(SortDirectionEnum))
  direction?: keyof typeof SortDirectionEnum;
}

@ObjectType('FacetValue', { description: 'One value of a facet.' })
export class FacetValueType implements FacetValue {
  @Field(() => String, { description: 'The value; of several spellings, the most frequent.' })
  value!: string;

  @Field(() => Int, { description: 'How many of the things found have it.' })
  count!: number;
}

@ObjectType('Facet', { description: 'How the things found divide by one property.' })
export class FacetType implements Facet {
  @Field(() => FacetFieldEnum, { description: 'The property.' })
  by!: FacetField;

  @Field(() => [FacetValueType], { description: 'The most frequent values first.' })
  values!: FacetValueType[];

  @Field(() => Int, { description: 'How many different values there are in all.' })
  distinct!: number;
}

@ObjectType({ description: 'One thing found.' })
export class EntityEdge {
  @Field(() => String, { description: 'Pass it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => Entity, { description: 'The thing.' })
  node!: EntityRecord;
}

@ObjectType({ description: 'A page of things found.' })
export class EntityConnection {
  @Field(() => [EntityEdge], { description: 'The page, with a cursor for each.' })
  edges!: EntityEdge[];

  @Field(() => [Entity], { description: 'The page, without cursors.' })
  nodes!: EntityRecord[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
}
