import { createUnionType, Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Entity } from '../../model/entity.js';
import { ChangeType } from '../history.types.js';

@ObjectType({ description: 'What was asked for is so.' })
export class Changed {
  @Field(() => Entity, { description: 'The thing as it is now.' })
  entity!: unknown;

  @Field(() => Int, { description: 'Its revision: pass it as `expectedRevision` of the next change.' })
  revision!: number;

  @Field(() => ChangeType, {
    nullable: true,
    description: 'What was recorded; null where everything was so already and nothing was written.',
  })
  change?: ChangeType;
}

@InterfaceType({ description: 'Why nothing was written.' })
export abstract class Failure {
  @Field(() => String, { description: 'What is wrong and what to do, for a person.' })
  message!: string;
}

@ObjectType({ description: 'One part of what was sent is wrong.' })
export class Problem {
  @Field(() => String, { description: 'Where in what was sent, as `edges.0.upstream`; empty: the whole.' })
  field!: string;

  @Field(() => String, { description: 'What is wrong with it.' })
  message!: string;
}

@ObjectType({ implements: Failure, description: 'What was sent is wrong.' })
export class ValidationFailed extends Failure {
  @Field(() => [Problem], { description: 'All that is wrong, as far as it was looked at.' })
  problems!: Problem[];
}

@ObjectType({
  implements: Failure,
  description: 'The thing is not as the writer last saw it, or is there already.',
})
export class Conflict extends Failure {
  @Field(() => Entity, { description: 'The thing as it is now.' })
  entity!: unknown;

  @Field(() => Int, { description: 'Its present revision.' })
  revision!: number;

  @Field(() => [ChangeType], {
    description: 'What changed since the revision that the writer knew of, the newest first.',
  })
  changes!: ChangeType[];
}

@ObjectType({ implements: Failure, description: 'Nothing has that id or name.' })
export class NotFound extends Failure {
  @Field(() => String, { description: 'What was asked for.' })
  wanted!: string;

  @Field(() => [String], { description: 'What comes near to it.' })
  near!: string[];
}

@ObjectType({ implements: Failure, description: 'Who asks may not do this.' })
export class Forbidden extends Failure {}

@ObjectType({ implements: Failure, description: 'A rule of the catalog stands against it.' })
export class RuleBroken extends Failure {
  @Field(() => String, { description: 'The name of the rule, as in the documentation.' })
  rule!: string;

  @Field(() => String, { nullable: true, description: 'The field that it is about.' })
  field?: string;

  @Field(() => [Entity], { description: 'What stands in the way.' })
  inTheWay!: unknown[];

  @Field(() => String, {
    nullable: true,
    description: 'What can be done instead: ARCHIVE, STOP, MOVE, RESTORE or DELETE.',
  })
  offer?: string;
}

const FAILURES = [ValidationFailed, Conflict, NotFound, Forbidden, RuleBroken] as const;

interface Typed {
  readonly __typename: string;
}

/** The failures that every mutation may answer. */
export type MutationFailure = Typed & Readonly<Record<string, unknown>>;

export const MutationResult = createUnionType({
  name: 'MutationResult',
  description: 'The changed thing, or why nothing was written.',
  types: () => [Changed, ...FAILURES] as const,
  resolveType: (value) => (value as unknown as Typed).__typename,
});

@ObjectType({ description: 'Things of one kind that were removed, or would be.' })
export class RemovedKind {
  @Field(() => String, { description: 'The kind.' })
  kind!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'What a purge removed for good, or would remove.' })
export class Purged {
  @Field(() => String, { description: 'The id of what was purged.' })
  id!: string;

  @Field(() => [RemovedKind], { description: 'What went with it, itself included.' })
  removed!: RemovedKind[];

  @Field(() => Boolean, { description: 'Whether it only says what would go.' })
  dryRun!: boolean;
}

export const PurgeResult = createUnionType({
  name: 'PurgeResult',
  description: 'What was removed, or why nothing was.',
  types: () => [Purged, ...FAILURES] as const,
  resolveType: (value) => (value as unknown as Typed).__typename,
});
