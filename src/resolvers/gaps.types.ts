import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { GAP_KINDS, type GapKind } from '../catalog/gaps/gap-kinds.js';
import { Entity } from '../model/entity.js';
import { PageInfo } from './connection.js';
import { GapKindEnum } from './enums.js';

@InputType({ description: 'Which gaps to answer: any value of one filter, and all of the filters.' })
export class GapFilter {
  @Field(() => [GapKindEnum], {
    nullable: true,
    description: 'Only these kinds of gaps. Coverage is of all.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(GAP_KINDS.length)
  @IsIn(GAP_KINDS, { each: true })
  kinds?: GapKind[];

  @Field(() => [String], {
    nullable: true,
    description:
      'Only in these services, by name. A table belongs to none: it counts for each service that speaks of it.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  service?: string[];

  @Field(() => [String], {
    nullable: true,
    description:
      'Only of these parts of the business, whatever the case. What has no domain of its own goes by that of the model or feature table that it is part of or serves.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  domain?: string[];
}

@ObjectType({ description: 'How many gaps of a kind there are in the whole answer.' })
export class GapTotal {
  @Field(() => GapKindEnum, { description: 'The kind of gap.' })
  gap!: GapKind;

  @Field(() => Int, { description: 'How many.' })
  total!: number;
}

@ObjectType({ description: 'Of how many things it is known, of those that it could be known of.' })
export class CoverageFigure {
  @Field(() => Int, { description: 'How many current things there are.' })
  total!: number;

  @Field(() => Int, { description: 'Of how many of them it is known.' })
  known!: number;

  @Field(() => Float, {
    nullable: true,
    description: '`known` by `total`, from 0 to 1; null where there is nothing that it could be known of.',
  })
  ratio!: number | null;
}

@ObjectType({ description: 'How much is known, over all or of one service or domain.' })
export class CoverageRow {
  @Field(() => String, {
    nullable: true,
    description: 'The service or domain; null over all, and for the things that go by none.',
  })
  name!: string | null;

  @Field(() => CoverageFigure, {
    description: 'Of the sources: those whose last sync was complete, and not too long ago.',
  })
  sources!: CoverageFigure;

  @Field(() => CoverageFigure, {
    description: 'Of the deployments in service: those of which a prediction table or column is known.',
  })
  predictions!: CoverageFigure;

  @Field(() => CoverageFigure, { description: 'Of the versions: those whose training data is known.' })
  trainingData!: CoverageFigure;

  @Field(() => CoverageFigure, {
    description: 'Of the inputs of versions: those of which it is known what they are made from.',
  })
  featureSources!: CoverageFigure;

  @Field(() => CoverageFigure, {
    description: 'Of the features of feature tables: those of which it is known what they are made from.',
  })
  storedFeatureSources!: CoverageFigure;

  @Field(() => CoverageFigure, { description: 'Of the tables: those of which it is known who owns them.' })
  owners!: CoverageFigure;
}

@ObjectType({
  description:
    'How much is known. A table that several services speak of counts for each of them, so services may add up to more than all.',
})
export class Coverage {
  @Field(() => CoverageRow, { description: 'Over all that the filter lets through.' })
  all!: CoverageRow;

  @Field(() => [CoverageRow], {
    description: 'Of each service, by name; what no service speaks of comes last.',
  })
  byService!: readonly CoverageRow[];

  @Field(() => [CoverageRow], { description: 'Of each domain, by name; what has none comes last.' })
  byDomain!: readonly CoverageRow[];
}

@ObjectType({ description: 'Something that is not known, at one thing.' })
export class Gap {
  @Field(() => GapKindEnum, { description: 'What is not known.' })
  gap!: GapKind;

  @Field(() => ID, { description: 'The id of the thing.' })
  id!: string;

  @Field(() => Entity, {
    nullable: true,
    description: 'The thing; null for a configured service of which the catalog holds nothing yet.',
  })
  entity!: Entity | null;

  @Field(() => [String], {
    description: 'What it belongs to, by name; of a table, the services that speak of it.',
  })
  services!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'Its domain, or else that of the model or feature table that it is part of or serves.',
  })
  domain?: string;

  @Field(() => String, { description: 'What is missing, in a sentence.' })
  missing!: string;

  @Field(() => String, { description: 'What closes the gap, in a sentence.' })
  advice!: string;
}

@ObjectType({ description: 'What the catalog does not know of the things that are current.' })
export class GapsAnswer {
  @Field(() => [Gap], {
    description: 'By kind of gap, sources first; of one kind by id.',
  })
  items!: readonly Gap[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
}
