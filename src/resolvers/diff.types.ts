import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { AspectTotal, VerdictTotals } from '../catalog/diff/compare-facts.js';
import {
  ASPECTS,
  VERDICTS,
  type Aspect,
  type Difference as Found,
  type StatedEdge,
  type Verdict,
} from '../catalog/diff/difference.js';
import { Entity } from '../model/entity.js';
import { enumOf } from './enums.js';
import { Answer, LineageEdge } from './lineage.types.js';

const DiffAspect = enumOf(
  'DiffAspect',
  ASPECTS,
  'What kind of thing differs. SOURCE: a column (or stored feature) that a feature is made from. TRAINING_DATA: a table that it was trained on; its value is the digest. LINEAGE: any other edge at the thing, and an edge that is stated otherwise. PART: what else belongs to it, such as a file, a step, a version of a model. PROPERTY: a field of the thing itself.',
);

const DiffVerdict = enumOf(
  'DiffVerdict',
  VERDICTS,
  'Whether a metric became better, by the published table of well-known metrics (docs/metric-directions.md). UNKNOWN: it cannot be told, and `because` says why.',
);

@ObjectType({ description: 'One difference.' })
export class Difference {
  @Field(() => DiffAspect, { description: 'What kind of thing differs.' })
  aspect!: Aspect;

  @Field(() => String, {
    description:
      'Which one: the name of a feature, `table.column`, a table, a parameter, a metric with its dataset and slice, a property; of an edge what it joins, where the compared thing itself is left out.',
  })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Its value on the first side, empty where it is there without one (of training data: without a digest); null where only the other side has it.',
  })
  before?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its value on the other side; null where only the first has it.',
  })
  after?: string;

  @Field(() => Float, {
    nullable: true,
    description: '`after` less `before`, where both are finite numbers of one unit.',
  })
  delta?: number;

  @Field(() => DiffVerdict, {
    nullable: true,
    description: 'Of the value of a metric: whether it became better; null for all else.',
  })
  verdict?: Verdict;

  @Field(() => String, { nullable: true, description: 'What the verdict rests on, or why there is none.' })
  because?: string;

  @Field(() => [LineageEdge], {
    description: 'Of features, sources, training data and lineage: the edges that say so on the first side.',
  })
  edgesBefore!: readonly StatedEdge[];

  @Field(() => [LineageEdge], { description: 'The edges that say so on the other side.' })
  edgesAfter!: readonly StatedEdge[];
}

@ObjectType({ description: 'How many differences of an aspect there are.' })
export class DiffTotal implements AspectTotal {
  @Field(() => DiffAspect, { description: 'The aspect.' })
  aspect!: Aspect;

  @Field(() => Int, { description: 'What only the other side has.' })
  added!: number;

  @Field(() => Int, { description: 'What only the first side has.' })
  removed!: number;

  @Field(() => Int, { description: 'What both have with other values.' })
  changed!: number;
}

@ObjectType({ description: 'How many metrics of either side became what.' })
export class DiffVerdicts implements VerdictTotals {
  @Field(() => Int, { description: 'Those that are better on the other side.' })
  better!: number;

  @Field(() => Int, { description: 'Those that are worse.' })
  worse!: number;

  @Field(() => Int, { description: 'Those whose values are equal; they are no differences.' })
  same!: number;

  @Field(() => Int, { description: 'Those of which it cannot be told.' })
  unknown!: number;
}

@ObjectType({
  description: 'What differs between two versions of models, or between one thing at two moments.',
})
export class Diff {
  @Field(() => Entity, { description: 'The one, as it stood at its moment.' })
  a!: unknown;

  @Field(() => Entity, { description: 'The other, or the same as it stood at the other moment.' })
  b!: unknown;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'The moment of the first side; null: now.' })
  from?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'The moment of the other side; null: now.' })
  to?: string;

  @Field(() => [DiffTotal], { description: 'How many differences there are, by aspect.' })
  totals!: readonly AspectTotal[];

  @Field(() => DiffVerdicts, { description: 'How many metrics became better or worse.' })
  verdicts!: VerdictTotals;

  @Field(() => [Difference], { description: 'All differences, by aspect and name.' })
  differences!: readonly Found[];

  @Field(() => [LineageEdge], {
    description:
      'The edges at the thing, up and down, and from the features of a version to their sources, that only the other side has. A feature of one version has the feature of that name of the other as its counterpart.',
  })
  lineageAdded!: readonly StatedEdge[];

  @Field(() => [LineageEdge], { description: 'Those that only the first side has.' })
  lineageRemoved!: readonly StatedEdge[];

  @Field(() => [String], {
    description:
      'What this comparison cannot tell because the catalog keeps no past of it, in sentences: a metric as of a moment shows its present series, and the properties of an edge have no history of their own, only the edge has. Empty where nothing of the past is asked for.',
  })
  notKept!: readonly string[];

  @Field(() => Answer, { description: 'What the answer says of itself. A comparison is never cut.' })
  answer!: unknown;
}
