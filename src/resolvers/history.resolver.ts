import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { findChanges, findHistory, type ChangePage } from '../catalog/history/find-history.js';
import { HeadwaterError } from '../errors.js';
import type { EntityKind } from '../model/entities.js';
import { Entity } from '../model/entity.js';
import { parseId } from '../model/entity-id.js';
import { pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { EntityKindEnum } from './enums.js';
import { ChangeConnection, ChangeType, changeType } from './history.types.js';

@Resolver(() => ChangeType)
export class HistoryResolver {
  @Query(() => ChangeConnection, {
    description: 'What happened to one thing, the newest first. Of what was purged, that it was.',
  })
  async history(
    @Arg('id', () => ID, { description: 'Its id, or a name that means one thing.' }) id: string,
    @Args() { first, after }: PageArgs,
    @Ctx() { entities, history }: RequestContext,
  ): Promise<ChangeConnection> {
    const entity = await idOf(entities, id);
    const page = await findHistory(history, entity, { first: pageSize(first), ...(after ? { after } : {}) });
    return connectionOf(page);
  }

  @Query(() => ChangeConnection, {
    description: 'What happened in the whole catalog from a moment on, in order: a feed to follow.',
  })
  async changes(
    @Arg('since', () => GraphQLDateTime, {
      nullable: true,
      description: 'From this moment on; left out: all.',
    })
    since: Date | undefined,
    @Arg('kind', () => EntityKindEnum, { nullable: true, description: 'Only things of this kind.' })
    kind: EntityKind | undefined,
    @Arg('service', () => String, { nullable: true, description: 'Only what belongs to this service.' })
    service: string | undefined,
    @Arg('actor', () => String, { nullable: true, description: 'Only what this one did.' })
    actor: string | undefined,
    @Args() { first, after }: PageArgs,
    @Ctx() { history }: RequestContext,
  ): Promise<ChangeConnection> {
    const filter = {
      ...(since ? { since: since.toISOString() } : {}),
      ...(kind ? { kind } : {}),
      ...(service ? { service } : {}),
      ...(actor ? { actor } : {}),
    };
    return connectionOf(
      await findChanges(history, filter, { first: pageSize(first), ...(after ? { after } : {}) }),
    );
  }

  @FieldResolver(() => Entity, { nullable: true })
  entity(@Root() { entityId }: ChangeType, @Ctx() { loaders }: RequestContext): Promise<EntityRecord | null> {
    return loaders.entity.load(entityId);
  }
}

/** What was purged has no name any more, but its id still has a history. */
async function idOf(entities: RequestContext['entities'], text: string): Promise<string> {
  try {
    return await resolveName(entities, text);
  } catch (error) {
    if (!(error instanceof HeadwaterError) || error.code !== 'NOT_FOUND') throw error;
    try {
      parseId(text);
      return text;
    } catch {
      throw error;
    }
  }
}

function connectionOf({ items, hasNextPage }: ChangePage): ChangeConnection {
  const edges = items.map(({ cursor, change }) => ({ cursor, node: changeType(change) }));
  const last = edges.at(-1);
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage, ...(last ? { endCursor: last.cursor } : {}) },
  };
}
