import {
  Arg,
  Args,
  Ctx,
  Extensions,
  FieldResolver,
  Info,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { compareVersions } from '../catalog/browse/version-order.js';
import { decodeCursor, encodeCursor } from '../catalog/lineage/page.js';
import { MLModelService } from '../model/ml-model-service.entity.js';
import { MLModelVersion } from '../model/ml-model-version.entity.js';
import { MLModel } from '../model/ml-model.entity.js';
import { connectionOf, createConnectionType, pageSize, type Connection } from './connection.js';
import type { RequestContext } from './context.js';
import { FilteredPageArgs, listKind, PageArgs } from './entity-list.js';
import { selectionOf, type FieldReach, type Selection } from './selection.js';

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
  services(
    @Args() page: FilteredPageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<EntityRecord>> {
    return listKind(context, 'MLModelService', page);
  }

  @Query(() => MLModelConnection, { description: 'The models of all services, by name.' })
  models(@Args() page: FilteredPageArgs, @Ctx() context: RequestContext): Promise<Connection<EntityRecord>> {
    return listKind(context, 'MLModel', page);
  }
}

@Resolver(() => MLModelService)
export class ServiceModelsResolver {
  @FieldResolver(() => MLModelConnection, { description: 'Its models, by name.' })
  async models(
    @Root() service: EntityRecord,
    @Args() { first, after }: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<EntityRecord>> {
    const related = await context.loadersOf(service).related('HAS_MODEL', 'out').load(service.id);
    return pageOfRecords(
      related.map(({ record }) => record),
      ({ name, id }) => encodeCursor([name, id]),
      first,
      after,
    );
  }
}

const reachVersions = (...path: readonly string[]): FieldReach => ({
  reads: ['id'],
  follows: { relation: 'HAS_VERSION', direction: 'out', path },
});

@Resolver(() => MLModel)
export class ModelVersionsResolver {
  @Extensions({ reach: reachVersions('nodes') })
  @FieldResolver(() => MLModelVersionConnection, { description: 'Every version, not only the newest.' })
  async versions(
    @Root() model: EntityRecord,
    @Args() { first, after }: PageArgs,
    @Arg('orderBy', () => VersionOrder, { nullable: true, description: 'Left out: the newest first.' })
    orderBy: VersionOrder | undefined,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<EntityRecord>> {
    const selection = selectionOf(info, 'nodes');
    const versions = await versionsOf(model, context, selection);
    if (orderBy !== VersionOrder.OLDEST_FIRST) versions.reverse();
    const page = pageOfRecords(versions, ({ id }) => encodeCursor([id]), first, after);
    await context.loadersOf(model).prepared(page.nodes, selection.follows);
    return page;
  }

  @Extensions({ reach: reachVersions() })
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
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntityRecord | null> {
    const versions = await versionsOf(model, context, selectionOf(info));
    const matches = (record: EntityRecord): boolean =>
      (!version || record['version'] === version) &&
      (!alias || [record['aliases'], record['uniqueTags']].flat().includes(alias));
    return (version || alias ? versions.find(matches) : undefined) ?? null;
  }

  @Extensions({ reach: reachVersions() })
  @FieldResolver(() => MLModelVersion, {
    nullable: true,
    description: 'The newest version, by the order of its numbering.',
  })
  async latestVersion(
    @Root() model: EntityRecord,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntityRecord | null> {
    return (await versionsOf(model, context, selectionOf(info))).at(-1) ?? null;
  }
}

/** Oldest first. */
export async function versionsOf(
  model: EntityRecord,
  context: RequestContext,
  { properties }: Selection,
): Promise<EntityRecord[]> {
  const related = await context.loadersOf(model).related('HAS_VERSION', 'out', properties).load(model.id);
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
