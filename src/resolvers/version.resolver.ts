import {
  Arg,
  Args,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  Float,
  Info,
  Int,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { RelatedRecord } from '../catalog/browse/entity.reader.js';
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
import { selectionOf, type FieldReach } from './selection.js';

@ObjectType({
  description: 'A column that a feature is made from, and how that is known.',
  simpleResolvers: true,
})
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

  @Field(() => [String], {
    description: 'The text of each point, where the values are texts (or bytes, in base64); else empty.',
  })
  texts!: string[];

  @Field(() => Int, { description: 'How many points there are in all.' })
  total!: number;

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
}

const reachTo = (relation: RelationType, ...path: readonly string[]): FieldReach => ({
  reads: ['id'],
  follows: { relation, direction: 'out', path },
});

@Resolver(() => MLModelVersion)
export class VersionDetailResolver {
  @Extensions({ reach: reachTo('HAS_HYPERPARAMETER') })
  @FieldResolver(() => [HyperParameter], {
    description: 'What it was trained with: all, or those of these names.',
  })
  hyperParameters(
    @Root() version: EntityRecord,
    @Arg('names', () => [String], { nullable: true, description: 'Only these.' }) names: string[] | undefined,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntityRecord[]> {
    return children(version, 'HAS_HYPERPARAMETER', names, context, info);
  }

  @Extensions({ reach: reachTo('HAS_METRIC') })
  @FieldResolver(() => [Metric], { description: 'What was measured on it: all, or those of these names.' })
  metrics(
    @Root() version: EntityRecord,
    @Arg('names', () => [String], { nullable: true, description: 'Only these.' }) names: string[] | undefined,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntityRecord[]> {
    return children(version, 'HAS_METRIC', names, context, info);
  }
}

@Resolver(() => MLFeature)
export class FeatureSourceResolver {
  @Extensions({ reach: reachTo('DERIVED_FROM', 'column') })
  @FieldResolver(() => [FeatureSource], { description: 'The columns it is made from. Empty: not known.' })
  sources(
    @Root() feature: EntityRecord,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): FeatureSource[] | Promise<FeatureSource[]> {
    const { properties } = selectionOf(info, 'column');
    const related = context.loadersOf(feature).related('DERIVED_FROM', 'out', properties).load(feature.id);
    return 'then' in related ? related.then(toSources) : toSources(related);
  }
}

const toSources = (related: readonly RelatedRecord[]): FeatureSource[] =>
  related
    .filter(({ record }) => record.kind === 'Column')
    .map(({ record, edge }) => ({
      column: record,
      stated: edge['stated'] as Stated,
      by: (edge['by'] as string | undefined) ?? null,
      rule: (edge['rule'] as string | undefined) ?? null,
    }));

@Resolver(() => Metric)
export class MetricSeriesResolver {
  @FieldResolver(() => MetricSeries, {
    description: 'Its history; empty where only the last value is known.',
  })
  series(@Root() metric: EntityRecord, @Args() { first, after }: PageArgs): MetricSeries {
    const steps = (metric['seriesSteps'] ?? []) as number[];
    const times = (metric['seriesTimes'] ?? []) as number[];
    const values = (metric['seriesValues'] ?? []) as number[];
    const texts = (metric['seriesTexts'] ?? []) as string[];
    const begin = !after ? 0 : Number(decodeCursor(after)[0]) + 1;
    const end = Math.min(begin + pageSize(first, 1000), values.length);
    return {
      steps: steps.slice(begin, end),
      times: times.slice(begin, end).map((time) => new Date(time).toISOString()),
      values: values.slice(begin, end).map((value) => (Number.isFinite(value) ? value : null)),
      texts: texts.slice(begin, end),
      total: values.length,
      pageInfo: { hasNextPage: end < values.length, endCursor: end > begin ? encodeCursor([end - 1]) : null },
    };
  }
}

async function children(
  version: EntityRecord,
  relation: RelationType,
  names: readonly string[] | undefined,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<EntityRecord[]> {
  const { properties, follows } = selectionOf(info);
  const loaders = context.loadersOf(version);
  const related = await loaders.related(relation, 'out', properties).load(version.id);
  const records = related.map(({ record }) => record).filter(({ name }) => !names || names.includes(name));
  return loaders.prepared(records, follows);
}
