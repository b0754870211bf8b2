import { GraphQLJSONObject } from 'graphql-scalars';
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { SourceStatement } from '../catalog/browse/statement.reader.js';
import { Entity } from '../model/entity.js';
import type { RequestContext } from './context.js';

@ObjectType('SourceStatement', { description: 'What one source, or people, say of a thing.' })
export class SourceStatementType implements SourceStatement {
  @Field(() => String, { description: 'The service that says it, or `people`.' })
  source!: string;

  @Field(() => GraphQLJSONObject, { description: 'The properties it states, by name.' })
  properties!: Readonly<Record<string, unknown>>;
}

@Resolver(() => Entity)
export class StatementsResolver {
  @FieldResolver(() => [SourceStatementType], {
    description:
      'What each source says of it and what people say, the word that goes before first. Of each property the first value is in force.',
  })
  statements(@Root() { id }: EntityRecord, @Ctx() { loaders }: RequestContext): Promise<SourceStatement[]> {
    return loaders.statements.load(id);
  }

  @FieldResolver(() => [String], {
    description:
      'The rules that its last change broke, as `rule:field`: what a source says is recorded as it is, and flagged.',
  })
  brokenRules(@Root() { brokenRules }: EntityRecord): string[] {
    return (brokenRules ?? []) as string[];
  }
}
