import { Arg, Args, Ctx, Field, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import { IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { searchCatalog } from '../catalog/browse/search-catalog.js';
import { ENTITY_KINDS, type EntityKind } from '../model/entities.js';
import { Entity } from '../model/entity.js';
import { PageInfo, pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { EntityKindEnum } from './enums.js';

@InputType({ description: 'Which things to look among.' })
export class EntityFilter {
  @Field(() => [EntityKindEnum], { nullable: true, description: 'Only these kinds.' })
  @IsOptional()
  @IsArray()
  @IsIn(ENTITY_KINDS, { each: true })
  kinds?: EntityKind[];

  @Field(() => String, {
    nullable: true,
    description: 'Only what carries this tag, written `name` or `name=value`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  tag?: string;

  @Field(() => String, { nullable: true, description: 'Only what this one answers for.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  owner?: string;
}

@ObjectType({ description: 'One thing found.' })
export class EntityEdge {
  @Field(() => String, { description: 'Pass it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => Entity, { description: 'The thing.' })
  node!: EntityRecord;
}

@ObjectType({ description: 'A page of things found.' })
export class EntityConnection {
  @Field(() => [EntityEdge], { description: 'The page, with a cursor for each.' })
  edges!: EntityEdge[];

  @Field(() => [Entity], { description: 'The page, without cursors.' })
  nodes!: EntityRecord[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
}

@Resolver()
export class SearchResolver {
  @Query(() => EntityConnection, {
    description: 'Things in whose name, description or tags every word occurs, by name.',
  })
  async search(
    @Arg('text', () => String, { nullable: true, description: 'Words, in any order and case.' })
    text: string | undefined,
    @Arg('filter', () => EntityFilter, { nullable: true, description: 'Which things to look among.' })
    filter: EntityFilter | undefined,
    @Args() { first, after }: PageArgs,
    @Ctx() { entities }: RequestContext,
  ): Promise<EntityConnection> {
    const { items, pageInfo } = await searchCatalog(
      entities,
      { text: text ?? '', ...presentIn(filter ?? {}) },
      { first: pageSize(first), ...(after ? { after } : {}) },
    );
    return { edges: [...items], nodes: items.map(({ node }) => node), pageInfo };
  }
}

/** GraphQL passes what a client left out as absent and what it set to null as null; here both mean "any". */
function presentIn<Filter extends object>(filter: Filter): Partial<Filter> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)) as Partial<Filter>;
}
