import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBase64,
  IsDate,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import { Field, Float, InputType } from 'type-graphql';
import type { LoggedMetric, MetricPoint } from '../../catalog/curate/log-metrics.js';
import { plainValues } from './arguments.js';

/** What fits into one request. A series itself keeps more. */
const MAX_POINTS = 10_000;

@InputType({ description: 'One value of a metric: a number, a text or bytes.' })
export class MetricPointInput {
  @Field(() => Float, { nullable: true, description: 'A finite number.' })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  value?: number;

  @Field(() => String, { nullable: true, description: 'A text.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100_000)
  text?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Bytes in base64, at most about 1 MB. Only the last are kept.',
  })
  @IsOptional()
  @IsBase64()
  @MaxLength(1_400_000)
  bytes?: string;

  @Field(() => GraphQLSafeInt, {
    nullable: true,
    description: 'The step; every point of a series has one, or none has.',
  })
  @IsOptional()
  @IsInt()
  step?: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was measured; left out: now.' })
  @IsOptional()
  @IsDate()
  at?: Date;
}

@InputType({ description: 'Points of one metric.' })
export class MetricLogInput {
  @Field(() => String, { description: 'Its name, such as auc.' })
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  name!: string;

  @Field(() => String, { nullable: true, description: 'The data it was measured on.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  dataset?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The part of that data: a group for fairness, a feature for importance.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  slice?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What sort of figure it is: performance, fairness, feature-importance, shap, drift and so on.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  kind?: string;

  @Field(() => String, { nullable: true, description: 'The unit of its values.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  unit?: string;

  @Field(() => [MetricPointInput], {
    description: `The points, in any order; at most ${MAX_POINTS} in one call.`,
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_POINTS)
  @ValidateNested({ each: true })
  points!: MetricPointInput[];
}

@InputType({ description: 'Metrics of one version.' })
export class LogMetricsInput {
  @Field(() => String, { description: 'The version, by id or as `model@version`.' })
  @IsString()
  version!: string;

  @Field(() => [MetricLogInput], { description: 'Each metric once.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  metrics!: MetricLogInput[];
}

export const loggedMetrics = (metrics: readonly MetricLogInput[]): LoggedMetric[] =>
  metrics.map(({ points, name, ...rest }) => ({
    ...plainValues(rest),
    name,
    points: points.map(({ at, ...point }) => ({
      ...(plainValues(point) as MetricPoint),
      ...(at ? { time: at.getTime() } : {}),
    })),
  }));
