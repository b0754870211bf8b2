import { ArgsType, Field, Int } from 'type-graphql';
import { IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { searchCatalog } from '../catalog/search/search-catalog.js';
import type { EntityKind } from '../model/entities.js';
import { MAX_PAGE, pageSize, type Connection } from './connection.js';
import type { RequestContext } from './context.js';
import { filterOf, orderOf } from './search-arguments.js';
import { ListFilter, SearchOrderInput } from './search.types.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: `How many, from 1 to ${MAX_PAGE}. Left out: 100.` })
  @IsOptional()
  @Min(1)
  @Max(MAX_PAGE)
  first?: number;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  after?: string;
}

@ArgsType()
export class FilteredPageArgs extends PageArgs {
  @Field(() => ListFilter, { nullable: true, description: 'Which of them. Left out: all that are current.' })
  @IsOptional()
  @ValidateNested()
  filter?: ListFilter;

  @Field(() => SearchOrderInput, { nullable: true, description: 'Left out: by name.' })
  @IsOptional()
  @ValidateNested()
  orderBy?: SearchOrderInput;
}

/** A page of one kind; the keyset neither skips nor repeats when things come or go meanwhile. */
export async function listKind(
  { search }: RequestContext,
  kind: EntityKind,
  { first, after, filter, orderBy }: FilteredPageArgs,
): Promise<Connection<EntityRecord>> {
  const order = orderOf(orderBy);
  const found = await searchCatalog(
    search,
    { filter: { ...filterOf(filter), kinds: [kind] }, ...(order ? { order } : {}) },
    { first: pageSize(first), ...(after ? { after } : {}) },
  );
  return {
    edges: found.items,
    nodes: found.items.map(({ node }) => node),
    pageInfo: found.pageInfo,
    // Counted only when it is asked for.
    get totalCount() {
      return found.total();
    },
  };
}
