import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { nearTo } from '../catalog/browse/resolve-name.js';
import { searchCatalog, type SearchResult } from '../catalog/search/search-catalog.js';
import type { FacetField } from '../catalog/search/search-facets.js';
import { pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { FacetFieldEnum } from './enums.js';
import { filterOf, orderOf } from './search-arguments.js';
import { EntityConnection, EntityFilter, FacetType, SearchOrderInput } from './search.types.js';

/** A page as it goes from the question to the fields that ask about all that is found. */
interface FoundPage extends EntityConnection {
  readonly result: SearchResult;
  readonly text: string;
}

const DEFAULT_VALUES = 20;

@Resolver()
export class SearchResolver {
  @Query(() => EntityConnection, {
    description:
      'Things that hold every word, or a word that begins so, in a name, a tag, their description or the name of what they belong to. Names are taken apart at dots, dashes, underscores, slashes, digits and capitals.',
  })
  async search(
    @Arg('text', () => String, {
      nullable: true,
      description: 'Words, in any order and case. Left out: all that the filter lets through.',
    })
    text: string | undefined,
    @Arg('filter', () => EntityFilter, { nullable: true, description: 'Which things to look among.' })
    filter: EntityFilter | undefined,
    @Arg('orderBy', () => SearchOrderInput, {
      nullable: true,
      description: 'Left out: by relevance where there is a text, else by name.',
    })
    orderBy: SearchOrderInput | undefined,
    @Args() { first, after }: PageArgs,
    @Ctx() { search }: RequestContext,
  ): Promise<FoundPage> {
    const order = orderOf(orderBy);
    const result = await searchCatalog(
      search,
      { text: text ?? '', filter: filterOf(filter), ...(order ? { order } : {}) },
      { first: pageSize(first), ...(after ? { after } : {}) },
    );
    const { items, pageInfo } = result;
    return {
      edges: [...items],
      nodes: items.map(({ node }) => node),
      pageInfo,
      result,
      text: text ?? '',
    };
  }
}

@Resolver(() => EntityConnection)
export class FoundPageResolver {
  @FieldResolver(() => Int, { description: 'How many are found in all.' })
  totalCount(@Root() { result }: FoundPage): Promise<number> {
    return result.total();
  }

  @FieldResolver(() => [FacetType], {
    description: 'How all that is found divides, with exact counts; what is not asked for is not counted.',
  })
  facets(
    @Arg('by', () => [FacetFieldEnum], { description: 'The properties to divide by.' }) by: FacetField[],
    @Arg('first', () => Int, {
      nullable: true,
      description: `How many values of each, from 1 to 1000. Left out: ${DEFAULT_VALUES}.`,
    })
    first: number | undefined,
    @Root() { result }: FoundPage,
  ): Promise<FacetType[]> {
    return result.facets(by, pageSize(first, DEFAULT_VALUES)) as Promise<FacetType[]>;
  }

  @FieldResolver(() => [String], {
    description: 'Where nothing is found: names that come near to the text, in case it was mistyped.',
  })
  async near(@Root() { nodes, text }: FoundPage, @Ctx() { entities }: RequestContext): Promise<string[]> {
    return nodes.length > 0 || text.trim() === '' ? [] : nearTo(entities, text.trim());
  }
}
