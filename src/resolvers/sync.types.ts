import { IsBoolean, IsString, Max, Min } from 'class-validator';
import { ArgsType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { CHANGE_ACTIONS, EDGE_CHANGES } from '../catalog/history/change.js';
import type { KindOutcome, PlannedChange, SyncReport } from '../catalog/sync/sync-report.js';
import type { Rejection } from '../catalog/ingest/document-validator.js';
import type { SyncCounts } from '../catalog/sync/sync-counts.js';
import type { Unread } from '../catalog/sync/connector.js';

/** How many things were read, and what became of them. */
@ObjectType()
abstract class SyncCountFields implements SyncCounts {
  @Field(() => Int, { description: 'Documents read.' })
  read!: number;

  @Field(() => Int, { description: 'Things made.' })
  created!: number;

  @Field(() => Int, { description: 'Things changed.' })
  updated!: number;

  @Field(() => Int, { description: 'Things that already were as the source says.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Things ended, because the source no longer holds them.' })
  retired!: number;

  @Field(() => Int, { description: 'Things that had ended and came back.' })
  restored!: number;
}

@ObjectType('SyncKindCount', { description: 'What became of the things of one kind.' })
export class SyncKindCountType extends SyncCountFields {
  @Field(() => String, { description: 'The kind.' })
  kind!: string;
}

@ObjectType('PlannedEdge', { description: 'What becomes of an edge that starts at the thing.' })
class PlannedEdgeType {
  @Field(() => String, { description: 'Its relation.' })
  type!: string;

  @Field(() => ID, { description: 'What it points to.' })
  upstream!: string;

  @Field(() => String, { description: `One of ${EDGE_CHANGES.join(', ')}.` })
  change!: string;
}

@ObjectType('PlannedChange', { description: 'What a sync would do to one thing.' })
export class PlannedChangeType {
  @Field(() => ID, { description: 'The thing.' })
  entity!: string;

  @Field(() => String, { description: 'Its kind.' })
  kind!: string;

  @Field(() => String, { description: `One of ${CHANGE_ACTIONS.join(', ')}.` })
  action!: string;

  @Field(() => [String], { description: 'The properties whose value would change, by name.' })
  fields!: readonly string[];

  @Field(() => [PlannedEdgeType], { description: 'The edges that would change.' })
  edges!: PlannedChange['edges'];
}

@ObjectType('SyncRejection', { description: 'A document that could not be taken.' })
class SyncRejectionType {
  @Field(() => String, { description: 'Which one, as far as it says.' })
  document!: string;

  @Field(() => String, { description: 'Where in it, as a JSON pointer.' })
  pointer!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType('SyncUnread', {
  description: 'A part of the source that could not be read. Nothing was retired under it.',
})
class SyncUnreadType {
  @Field(() => ID, { description: 'The thing of which, and below which, nothing is certain.' })
  id!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: 'What the sync of one service did, or would do.' })
export class SyncResult extends SyncCountFields {
  @Field(() => String, { description: 'The service.' })
  service!: string;

  @Field(() => String, { description: 'The id of the run; of a dry run nothing is kept under it.' })
  run!: string;

  @Field(() => String, {
    description:
      'COMPLETE, PARTIAL where single things could not be read or taken, FAILED, or FAILED_SAFE where retiring was left to a person.',
  })
  state!: string;

  @Field(() => String, { nullable: true, description: 'Why it is not COMPLETE.' })
  reason?: string;

  @Field(() => String, { description: 'FULL, or DELTA where only what changed was read.' })
  mode!: string;

  @Field(() => Boolean, { description: 'Whether it took up a run that was killed.' })
  resumed!: boolean;

  @Field(() => Boolean, { description: 'Whether it only said what it would do.' })
  dryRun!: boolean;

  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  startedAt!: string;

  @Field(() => GraphQLDateTime, { description: 'When it ended.' })
  endedAt!: string;

  @Field(() => Int, { description: 'Documents that could not be taken.' })
  rejected!: number;

  @Field(() => [SyncKindCountType], { description: 'The same by kind.' })
  kinds!: readonly KindOutcome[];

  @Field(() => [SyncRejectionType], {
    description: 'The first hundred documents that could not be taken, and why.',
  })
  rejections!: readonly Rejection[];

  @Field(() => [SyncUnreadType], { description: 'What could not be read, and why.' })
  unread!: readonly Unread[];

  @Field(() => [ID], { description: 'What would have been retired, where that was left to a person.' })
  refused!: readonly string[];

  @Field(() => [String], { description: 'What a person should know.' })
  warnings!: readonly string[];

  @Field(() => Int, { description: 'Requests made to the source.' })
  requests!: number;

  @Field(() => Float, { description: "Bytes of the source's answers or files, where they are counted." })
  bytes!: number;

  @Field(() => Float, { description: 'How long it took, in seconds.' })
  seconds!: number;

  @Field(() => [PlannedChangeType], {
    nullable: true,
    description: 'Of a dry run: all that it would do, in the order in which it would.',
  })
  plan?: SyncReport['plan'];
}

@ArgsType()
export class SyncArgs {
  @IsString()
  @Field(() => String, { description: 'Its name in the configuration.' })
  service!: string;

  @IsBoolean()
  @Field(() => Boolean, { defaultValue: false, description: 'Says what it would do, and does nothing.' })
  dryRun!: boolean;

  @IsBoolean()
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Reads all, also where what changed, or the rest of a killed run, would do.',
  })
  full!: boolean;

  @IsBoolean()
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Retires what the source no longer holds, however much it is, and takes what answers for the right source.',
  })
  acceptRemovals!: boolean;

  @Min(0)
  @Max(3600)
  @Field(() => Float, {
    defaultValue: 0,
    description: 'How long to wait for a sync of the service that is under way, in seconds.',
  })
  wait!: number;
}
