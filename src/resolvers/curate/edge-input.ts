import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EdgeStatement } from '../../model/document.js';
import { STATED_TYPES, type StatedRelation } from '../../model/relations.js';
import { StatedRelationEnum } from '../enums.js';
import { plainValues } from './arguments.js';

@InputType({ description: 'An edge towards what a thing depends on.' })
export class EdgeInput {
  @Field(() => StatedRelationEnum, { description: 'How it depends on it.' })
  @IsIn(STATED_TYPES)
  type!: StatedRelation;

  @Field(() => ID, { description: 'The id of what it depends on.' })
  @IsString()
  @MaxLength(4096)
  upstream!: string;

  @Field(() => String, { nullable: true, description: 'Why you declare it.' })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  reason?: string;

  @Field(() => ID, { nullable: true, description: 'The id of the pipeline that carries the values.' })
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  via?: string;

  @Field(() => [String], {
    nullable: true,
    description: 'What happens to the values on the way, as OpenLineage has it, such as DIRECT/IDENTITY.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  transformations?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether the values are masked on the way.' })
  @IsOptional()
  @IsBoolean()
  masked?: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The state of the upstream data: a digest or a version.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  digest?: string;
}

export const edgeStatements = (edges: readonly EdgeInput[]): EdgeStatement[] =>
  edges.map((edge) => plainValues(edge) as unknown as EdgeStatement);
