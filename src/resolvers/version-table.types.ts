import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { TABLE_ORDERS, type VersionTableOrder } from '../catalog/versions/version-table-order.js';
import { MLModelVersion } from '../model/ml-model-version.entity.js';
import { PageInfo } from './connection.js';
import { PageArgs } from './entity-list.js';
import { enumOf } from './enums.js';

const MOST_COLUMNS = 50;

const VersionTableColumnEnum = enumOf(
  'VersionTableOrderBy',
  TABLE_ORDERS,
  'What the rows of a table of versions are put in order by.',
);

@InputType({ description: 'How the rows of a table of versions are ordered. What has no value comes last.' })
export class VersionTableOrderInput {
  @Field(() => VersionTableColumnEnum, { description: 'By what.' })
  @IsIn(TABLE_ORDERS)
  by!: VersionTableOrder['by'];

  @Field(() => String, {
    nullable: true,
    description: 'Which parameter or metric, named as in `metrics`; it need not be a column.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(3000)
  column?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Lowest, oldest or first in the alphabet first. Left out: false.',
  })
  @IsOptional()
  @IsBoolean()
  ascending?: boolean | null;
}

@ArgsType()
export class VersionTableArgs extends PageArgs {
  @Field(() => [String], {
    nullable: true,
    description: `Names of parameters, a column each; ${MOST_COLUMNS} at the most.`,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_COLUMNS)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  parameters?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Metrics, a column each; ${MOST_COLUMNS} at the most. \`auc\` is the one without dataset and slice, or else the only one of that name; \`auc@holdout\` is the one on that dataset, \`auc@holdout#women\` that on a slice of it, \`auc@#women\` that on a slice where no dataset is named.`,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_COLUMNS)
  @IsString({ each: true })
  @MaxLength(3000, { each: true })
  metrics?: string[] | null;

  @Field(() => VersionTableOrderInput, { nullable: true, description: 'Left out: the newest version first.' })
  @IsOptional()
  @ValidateNested()
  orderBy?: VersionTableOrderInput | null;
}

@ObjectType({ description: 'What stands in a column of a version.', simpleResolvers: true })
export class VersionTableCell {
  @Field(() => String, { description: 'The column, as it was asked for.' })
  column!: string;

  @Field(() => String, { description: 'The value as text: `0.92`, `auto`, `NaN`.' })
  text!: string;

  @Field(() => Float, { nullable: true, description: 'The value, where it is a finite number.' })
  value!: number | null;

  @Field(() => String, { nullable: true, description: 'The unit of the value, where the source has one.' })
  unit!: string | null;
}

@ObjectType({ description: 'A deployment that serves a version.', simpleResolvers: true })
export class VersionTableDeployment {
  @Field(() => ID, { description: 'The id of the deployment.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Whether it is in service, as the source says.' })
  state!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where a person can look at it, or else where it answers.',
  })
  link!: string | null;
}

@ObjectType({ description: 'The run that made a version.', simpleResolvers: true })
export class VersionTableRun {
  @Field(() => ID, { nullable: true, description: 'The id of the run; null where only its name is known.' })
  id!: string | null;

  @Field(() => String, { description: 'Its name, or its id at its tracker.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Where a person can look at it.' })
  link!: string | null;
}

@ObjectType({ description: 'A version in a table of the versions of a model.', simpleResolvers: true })
export class VersionTableRow {
  @Field(() => ID, { description: 'The id of the version.' })
  id!: string;

  @Field(() => MLModelVersion, { nullable: true, description: 'The version itself, with all that is known.' })
  entity!: EntityRecord | null;

  @Field(() => String, { description: 'The version, as its registry numbers it.' })
  version!: string;

  @Field(() => String, { nullable: true, description: 'A friendlier name for people.' })
  displayName!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was registered.' })
  registeredAt!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its source says it last changed.' })
  lastModified!: string | null;

  @Field(() => Boolean, { description: 'Whether a deployment that is in service serves it.' })
  deployed!: boolean;

  @Field(() => [VersionTableDeployment], { description: 'The deployments that serve it, by name.' })
  deployments!: VersionTableDeployment[];

  @Field(() => VersionTableRun, { nullable: true, description: 'The run that made it.' })
  run!: VersionTableRun | null;

  @Field(() => String, {
    description: 'How clients load it: `models:/name/version`, also where the registry does not say so.',
  })
  modelUri!: string;

  @Field(() => String, { nullable: true, description: 'Where a person can look at the version.' })
  link!: string | null;

  @Field(() => String, { nullable: true, description: 'The stage of its life.' })
  stage!: string | null;

  @Field(() => String, { nullable: true, description: 'How far it has come.' })
  status!: string | null;

  @Field(() => [String], { description: 'Names that sit on it, such as champion.' })
  aliases!: readonly string[];

  @Field(() => String, { nullable: true, description: 'The learning algorithm.' })
  algorithm!: string | null;

  @Field(() => String, { nullable: true, description: 'The library that made it.' })
  framework!: string | null;

  @Field(() => [VersionTableCell], {
    nullable: 'items',
    description:
      'The parameters in the order in which they were asked for; null where it has none of the name.',
  })
  parameters!: readonly (VersionTableCell | null)[];

  @Field(() => [VersionTableCell], {
    nullable: 'items',
    description: 'The metrics in the order in which they were asked for; null where it has none of the name.',
  })
  metrics!: readonly (VersionTableCell | null)[];
}

@ObjectType({ description: 'One row of a page.', simpleResolvers: true })
export class VersionTableEdge {
  @Field(() => String, { description: 'Pass it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => VersionTableRow, { description: 'The row.' })
  node!: VersionTableRow;
}

@ObjectType({ description: 'A page of the versions of a model as a table, with chosen columns.' })
export class VersionTable {
  @Field(() => [VersionTableEdge], { simple: true, description: 'The page, with a cursor for each.' })
  edges!: VersionTableEdge[];

  @Field(() => [VersionTableRow], { simple: true, description: 'The page, without cursors.' })
  nodes!: VersionTableRow[];

  @Field(() => PageInfo, { simple: true, description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { simple: true, description: 'How many versions the model has.' })
  totalCount!: number;

  /** The model that it is of. */
  model!: string;
}
