import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requireRight } from '../catalog/access/principal.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { resolveName } from '../catalog/browse/resolve-name.js';
import type { SyncReport } from '../catalog/sync/sync-report.js';
import { decodeCursor, encodeCursor } from '../catalog/lineage/page.js';
import { SyncRun } from '../model/sync-run.entity.js';
import { connectionOf, createConnectionType, pageSize, type Connection } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { SyncArgs, SyncResult } from './sync.types.js';

const SyncRunConnection = createConnectionType('SyncRun', () => SyncRun);

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
    @Args() { service, wait, ...wish }: SyncArgs,
    @Ctx() { syncs, principal }: RequestContext,
  ): Promise<SyncReport> {
    requireRight(principal, 'ingest');
    return syncs.start(service, { ...wish, waitMs: wait * 1000, actor: principal.actor });
  }
}

const cursorKey = (run: EntityRecord): string => `${String(run['startedAt'])} ${run.id}`;
