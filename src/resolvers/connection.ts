import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { badInput } from '../errors.js';

@ObjectType({ description: 'Where a page ends and whether more follows.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Pass it as `after` for the next page; null on an empty page.',
  })
  endCursor?: string | null;
}

export const MAX_PAGE = 1000;
export const DEFAULT_PAGE = 100;

/** How many to answer: the default where none is asked for. @throws BAD_INPUT outside 1…1000. */
export function pageSize(first: number | undefined | null, fallback = DEFAULT_PAGE): number {
  const size = first ?? fallback;
  if (size < 1 || size > MAX_PAGE)
    throw badInput(`\`first\` must be between 1 and ${MAX_PAGE}, not ${size}.`);
  return size;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string };
  readonly totalCount: Promise<number> | number;
}

/** A page out of `n + 1` records that were asked for: the one too many says that more follows. */
export function connectionOf<Node>(
  records: readonly Node[],
  size: number,
  cursorOf: (record: Node) => string,
  totalCount: () => Promise<number> | number,
): Connection<Node> {
  const nodes = records.slice(0, size);
  const last = nodes.at(-1);
  return {
    nodes,
    edges: nodes.map((node) => ({ cursor: cursorOf(node), node })),
    pageInfo: { hasNextPage: records.length > size, ...(last ? { endCursor: cursorOf(last) } : {}) },
    // Counted only when it is asked for.
    get totalCount() {
      return totalCount();
    },
  };
}

/** The Relay connection type of an entity type: `<Name>Connection` with `<Name>Edge`. */
export function createConnectionType(name: string, node: () => ClassType): ClassType {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page.`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: 'Pass it as `after` to go on behind this one.' })
    cursor!: string;

    @Field(node, { description: 'The thing itself.' })
    node!: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name}.`, simpleResolvers: true })
  class PageOfNodes {
    @Field(() => [Edge], { description: 'The page, with a cursor for each.' })
    edges!: Edge[];

    @Field(() => [node()], { description: 'The page, without cursors.' })
    nodes!: object[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many there are in all.' })
    totalCount!: number;
  }
  return PageOfNodes;
}
