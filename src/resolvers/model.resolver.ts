import { Arg, Args, Ctx, FieldResolver, Query, registerEnumType, Resolver, Root } from 'type-graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { compareVersions } from '../catalog/browse/version-order.js';
import { decodeCursor, encodeCursor } from '../catalog/lineage/page.js';
import { MLModelService } from '../model/ml-model-service.entity.js';
import { MLModelVersion } from '../model/ml-model-version.entity.js';
import { MLModel } from '../model/ml-model.entity.js';
import { connectionOf, createConnectionType, pageSize, type Connection } from './connection.js';
import type { RequestContext } from './context.js';
import { listKind, PageArgs } from './entity-list.js';

export enum VersionOrder {
  NEWEST_FIRST = 'NEWEST_FIRST',
  OLDEST_FIRST = 'OLDEST_FIRST',
}
registerEnumType(VersionOrder, { name: 'VersionOrder', description: 'How versions of a model are ordered.' });

const MLModelServiceConnection = createConnectionType('MLModelService', () => MLModelService);

const MLModelConnection = createConnectionType('MLModel', () => MLModel);

const MLModelVersionConnection = createConnectionType('MLModelVersion', () => MLModelVersion);

@Resolver()
export class ModelListResolver {
  @Query(() => MLModelServiceConnection, { description: 'The services that are kept in step, by name.' })
  services(@Args() page: PageArgs, @Ctx() context: RequestContext): Promise<Connection<EntityRecord>> {
    return listKind(context, 'MLModelService', page);
  }

  @Query(() => MLModelConnection, { description: 'The models of all services, by name.' })
  models(@Args() page: PageArgs, @Ctx() context: RequestContext): Promise<Connection<EntityRecord>> {
    return listKind(context, 'MLModel', page);
  }
}

@Resolver(() => MLModelService)
export class ServiceModelsResolver {
  @FieldResolver(() => MLModelConnection, { description: 'Its models, by name.' })
  async models(
    @Root() { id }: EntityRecord,
    @Args() { first, after }: PageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Connection<EntityRecord>> {
    const related = await loaders.related('HAS_MODEL', 'out').load(id);
    return pageOfRecords(
      related.map(({ record }) => record),
      ({ name, id }) => encodeCursor([name, id]),
      first,
      after,
    );
  }
}

@Resolver(() => MLModel)
export class ModelVersionsResolver {
  @FieldResolver(() => MLModelVersionConnection, { description: 'Every version, not only the newest.' })
  async versions(
    @Root() model: EntityRecord,
    @Args() { first, after }: PageArgs,
    @Arg('orderBy', () => VersionOrder, { nullable: true, description: 'Left out: the newest first.' })
    orderBy: VersionOrder | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Connection<EntityRecord>> {
    const versions = await versionsOf(model, context);
    if (orderBy !== VersionOrder.OLDEST_FIRST) versions.reverse();
    return pageOfRecords(versions, ({ id }) => encodeCursor([id]), first, after);
  }

  @FieldResolver(() => MLModelVersion, {
    nullable: true,
    description: 'One version, by number or by the alias that sits on it.',
  })
  async version(
    @Root() model: EntityRecord,
    @Arg('version', () => String, { nullable: true, description: 'Its number, as the registry has it.' })
    version: string | undefined,
    @Arg('alias', () => String, { nullable: true, description: 'An alias, such as champion.' })
    alias: string | undefined,
    @Ctx() context: RequestContext,
  ): Promise<EntityRecord | null> {
    const versions = await versionsOf(model, context);
    const matches = (record: EntityRecord): boolean =>
      (!version || record['version'] === version) &&
      (!alias || ((record['aliases'] ?? []) as string[]).includes(alias));
    return (version || alias ? versions.find(matches) : undefined) ?? null;
  }

  @FieldResolver(() => MLModelVersion, {
    nullable: true,
    description: 'The newest version, by the order of its numbering.',
  })
  async latestVersion(
    @Root() model: EntityRecord,
    @Ctx() context: RequestContext,
  ): Promise<EntityRecord | null> {
    return (await versionsOf(model, context)).at(-1) ?? null;
  }
}

/** Oldest first. */
async function versionsOf({ id }: EntityRecord, { loaders }: RequestContext): Promise<EntityRecord[]> {
  const related = await loaders.related('HAS_VERSION', 'out').load(id);
  return related
    .map(({ record }) => record)
    .sort((a, b) => compareVersions(String(a['version']), String(b['version'])) || (a.id < b.id ? -1 : 1));
}

function pageOfRecords(
  records: readonly EntityRecord[],
  cursorOf: (record: EntityRecord) => string,
  first: number | undefined,
  after: string | undefined,
): Connection<EntityRecord> {
  if (after) decodeCursor(after);
  const begin = !after ? 0 : records.findIndex((record) => cursorOf(record) === after) + 1;
  const size = pageSize(first);
  return connectionOf(records.slice(begin, begin + size + 1), size, cursorOf, () => records.length);
}
