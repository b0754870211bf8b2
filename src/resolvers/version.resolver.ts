import { Arg, Args, Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { decodeCursor, encodeCursor } from '../catalog/lineage/page.js';
import { Column } from '../model/column.entity.js';
import { HyperParameter } from '../model/hyper-parameter.entity.js';
import { Metric } from '../model/metric.entity.js';
import { MLFeature } from '../model/ml-feature.entity.js';
import { MLModelVersion } from '../model/ml-model-version.entity.js';
import type { RelationType, Stated } from '../model/relations.js';
import { PageInfo, pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { StatedEnum } from './enums.js';

@ObjectType({ description: 'A column that a feature is made from, and how that is known.' })
export class FeatureSource {
  @Field(() => Column, { description: 'The column.' })
  column!: EntityRecord;

  @Field(() => StatedEnum, { description: 'How it is known.' })
  stated!: Stated;

  @Field(() => String, { nullable: true, description: 'The service or person that says so.' })
  by!: string | null;

  @Field(() => String, { nullable: true, description: 'The rule, where it was inferred.' })
  rule!: string | null;
}

@ObjectType({ description: 'The history of a metric, by step, then by wall clock.' })
export class MetricSeries {
  @Field(() => [GraphQLSafeInt], { description: 'The step of each point.' })
  steps!: number[];

  @Field(() => [GraphQLDateTime], { description: 'When each point was logged.' })
  times!: string[];

  @Field(() => [Float, { nullable: true }] as never, {
    nullable: 'items',
    description: 'The value of each point; null where it is not a finite number.',
  })
  values!: (number | null)[];

  @Field(() => Int, { description: 'How many points there are in all.' })
  total!: number;

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
}

@Resolver(() => MLModelVersion)
export class VersionDetailResolver {
  @FieldResolver(() => [HyperParameter], {
    description: 'What it was trained with: all, or those of these names.',
  })
  hyperParameters(
    @Root() { id }: EntityRecord,
    @Arg('names', () => [String], { nullable: true, description: 'Only these.' }) names: string[] | undefined,
    @Ctx() context: RequestContext,
  ): Promise<EntityRecord[]> {
    return children(id, 'HAS_HYPERPARAMETER', names, context);
  }

  @FieldResolver(() => [Metric], { description: 'What was measured on it: all, or those of these names.' })
  metrics(
    @Root() { id }: EntityRecord,
    @Arg('names', () => [String], { nullable: true, description: 'Only these.' }) names: string[] | undefined,
    @Ctx() context: RequestContext,
  ): Promise<EntityRecord[]> {
    return children(id, 'HAS_METRIC', names, context);
  }
}

@Resolver(() => MLFeature)
export class FeatureSourceResolver {
  @FieldResolver(() => [FeatureSource], { description: 'The columns it is made from. Empty: not known.' })
  async sources(@Root() { id }: EntityRecord, @Ctx() { loaders }: RequestContext): Promise<FeatureSource[]> {
    const related = await loaders.related('DERIVED_FROM', 'out').load(id);
    return related
      .filter(({ record }) => record.kind === 'Column')
      .map(({ record, edge }) => ({
        column: record,
        stated: edge['stated'] as Stated,
        by: (edge['by'] as string | undefined) ?? null,
        rule: (edge['rule'] as string | undefined) ?? null,
      }));
  }
}

@Resolver(() => Metric)
export class MetricSeriesResolver {
  @FieldResolver(() => MetricSeries, {
    description: 'Its history; empty where only the last value is known.',
  })
  series(@Root() metric: EntityRecord, @Args() { first, after }: PageArgs): MetricSeries {
    const steps = (metric['seriesSteps'] ?? []) as number[];
    const times = (metric['seriesTimes'] ?? []) as number[];
    const values = (metric['seriesValues'] ?? []) as number[];
    const begin = !after ? 0 : Number(decodeCursor(after)[0]) + 1;
    const end = Math.min(begin + pageSize(first, 1000), values.length);
    return {
      steps: steps.slice(begin, end),
      times: times.slice(begin, end).map((time) => new Date(time).toISOString()),
      values: values.slice(begin, end).map((value) => (Number.isFinite(value) ? value : null)),
      total: values.length,
      pageInfo: { hasNextPage: end < values.length, endCursor: end > begin ? encodeCursor([end - 1]) : null },
    };
  }
}

async function children(
  id: string,
  relation: RelationType,
  names: readonly string[] | undefined,
  { loaders }: RequestContext,
): Promise<EntityRecord[]> {
  const related = await loaders.related(relation, 'out').load(id);
  return related.map(({ record }) => record).filter(({ name }) => !names || names.includes(name));
}
