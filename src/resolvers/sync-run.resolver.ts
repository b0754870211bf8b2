import { Arg, Args, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { requireRight } from '../catalog/access/principal.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { resolveName } from '../catalog/browse/resolve-name.js';
import type { SyncReport } from '../catalog/sync/run-sync.js';
import { decodeCursor, encodeCursor } from '../catalog/lineage/page.js';
import { SyncRun } from '../model/sync-run.entity.js';
import { connectionOf, createConnectionType, pageSize, type Connection } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';

const SyncRunConnection = createConnectionType('SyncRun', () => SyncRun);

@ObjectType({ description: 'What the sync of one service did.' })
export class SyncResult {
  @Field(() => String, { description: 'The service.' })
  service!: string;

  @Field(() => String, {
    description: 'COMPLETE, PARTIAL, FAILED, or FAILED_SAFE where retiring was left to a person.',
  })
  state!: string;

  @Field(() => String, { nullable: true, description: 'Why it is not COMPLETE.' })
  reason?: string;

  @Field(() => Int, { description: 'Documents read.' })
  read!: number;

  @Field(() => Int, { description: 'Entities made.' })
  created!: number;

  @Field(() => Int, { description: 'Entities changed.' })
  updated!: number;

  @Field(() => Int, { description: 'Entities that already were as the source says.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Entities ended, because the source no longer holds them.' })
  retired!: number;

  @Field(() => Int, { description: 'Entities that had ended and came back.' })
  restored!: number;

  @Field(() => Int, { description: 'Documents that could not be taken.' })
  rejected!: number;

  @Field(() => [String], { description: 'What a person should know.' })
  warnings!: readonly string[];
}

@Resolver()
export class SyncRunResolver {
  @Query(() => SyncRunConnection, {
    description: 'What the ingestions did, the newest first: of one service, or of all.',
  })
  async syncRuns(
    @Arg('service', () => ID, { nullable: true, description: 'The service, by id or name.' })
    service: string | undefined,
    @Args() { first, after }: PageArgs,
    @Ctx() { entities }: RequestContext,
  ): Promise<Connection<EntityRecord>> {
    const services = !service
      ? await entities.names('MLModelService', 1000)
      : [{ id: await resolveName(entities, service) }];
    const runs = (
      await entities.related(
        services.map(({ id }) => id),
        'HAS_SYNC_RUN',
        'out',
      )
    ).map(({ record }) => record);
    runs.sort((a, b) => (cursorKey(a) > cursorKey(b) ? -1 : 1));
    const position = !after ? undefined : String(decodeCursor(after)[0]);
    const rest = position === undefined ? runs : runs.filter((run) => cursorKey(run) < position);
    const size = pageSize(first, 20);
    return connectionOf(
      rest.slice(0, size + 1),
      size,
      (run) => encodeCursor([cursorKey(run)]),
      () => runs.length,
    );
  }

  @Mutation(() => SyncResult, {
    description:
      'Runs the sync of a service that this server is configured for, to its end. For ingestors and admins.',
  })
  async sync(
    @Arg('service', () => String, { description: 'Its name in the configuration.' }) service: string,
    @Arg('acceptRemovals', () => Boolean, {
      defaultValue: false,
      description: 'Retires what the source no longer holds, however much it is.',
    })
    acceptRemovals: boolean,
    @Ctx() { syncs, principal }: RequestContext,
  ): Promise<SyncReport> {
    requireRight(principal, 'ingest');
    return syncs.start(service, { actor: principal.actor, acceptRemovals });
  }
}

const cursorKey = (run: EntityRecord): string => `${String(run['startedAt'])} ${run.id}`;
