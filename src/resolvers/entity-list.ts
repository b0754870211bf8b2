import { ArgsType, Field, Int } from 'type-graphql';
import { IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { decodeCursor, encodeCursor } from '../catalog/lineage/page.js';
import type { EntityKind } from '../model/entities.js';
import { connectionOf, MAX_PAGE, pageSize, type Connection } from './connection.js';
import type { RequestContext } from './context.js';

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

/** A page of one kind by name; the keyset neither skips nor repeats when things come or go meanwhile. */
export async function listKind(
  { entities }: RequestContext,
  kind: EntityKind,
  { first, after }: PageArgs,
): Promise<Connection<EntityRecord>> {
  const size = pageSize(first);
  const [name, id] = !after ? [] : decodeCursor(after).map(String);
  const position = name === undefined || id === undefined ? undefined : { name, id };
  const records = await entities.page(kind, position, size + 1);
  return connectionOf(
    records,
    size,
    (record) => encodeCursor([record.name, record.id]),
    () => entities.count(kind),
  );
}
