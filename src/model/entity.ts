import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Property } from './decorators.js';
import type { EntityKind } from './entities.js';

@ObjectType({
  description: 'A label on a thing: a bare name, or a name with a value as registries have them.',
})
export class Tag {
  @Field(() => String, { description: 'The label, or the key of a key-value tag.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value of a key-value tag; null for a bare label.',
  })
  value!: string | null;
}

@ObjectType({ description: 'Who answers for a thing.' })
export class Owner {
  @Field(() => String, { description: 'A user, team or address, as the source names it.' })
  name!: string;
}

@ObjectType({ description: 'The part of the business a thing belongs to.' })
export class Domain {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
}

/**
 * What every entity has. An entity travels through the code as a plain map with these keys (and those of
 * its kind): the classes declare, they are never instantiated.
 */
@InterfaceType({
  description: 'Anything the catalog knows of: it has an id, a kind and a name.',
  resolveType: (value: { kind: string }) => value.kind,
})
export abstract class Entity {
  @Field(() => ID, {
    description: 'Deterministic: `<Kind>:<segments of the natural key>`, each percent-encoded.',
  })
  id!: string;

  @Field(() => String, { description: 'The type of the entity, equal to its GraphQL type.' })
  kind!: EntityKind;

  @Property({
    type: 'string',
    required: true,
    term: 'dct:title',
    description: 'What its source calls it.',
    maxLength: 2_000,
  })
  name!: string;

  @Property({
    type: 'string',
    term: 'skos:prefLabel',
    description: 'A friendlier name for people.',
    maxLength: 2_000,
  })
  displayName!: string | null;

  @Property({
    type: 'string',
    term: 'dct:description',
    description: 'What it is, in prose (often Markdown).',
    maxLength: 1_000_000,
  })
  description!: string | null;

  @Property({
    type: 'string',
    list: true,
    term: 'dcat:keyword',
    graphql: false,
    description: 'Labels; `key=value` for key-value tags.',
    maxLength: 10_000,
  })
  @Field(() => [Tag], { description: 'Labels on it.' })
  tags!: Tag[];

  @Property({
    type: 'string',
    list: true,
    term: 'prov:wasAttributedTo',
    graphql: false,
    description: 'Who answers for it, as the source names them.',
    maxLength: 1_000,
  })
  @Field(() => [Owner], { description: 'Who answers for it.' })
  owners!: Owner[];

  @Property({
    type: 'string',
    term: 'dcat:theme',
    graphql: false,
    description: 'The part of the business it belongs to.',
    maxLength: 1_000,
  })
  @Field(() => Domain, { nullable: true, description: 'The part of the business it belongs to.' })
  domain!: Domain | null;

  @Property({
    type: 'string',
    term: 'foaf:page',
    description: 'Where a person can look at it in its own system.',
    maxLength: 4_000,
  })
  sourceUrl!: string | null;

  @Property({ type: 'dateTime', term: 'dct:created', description: 'When its source says it was made.' })
  createdAt!: string | null;

  @Property({ type: 'dateTime', term: 'dct:modified', description: 'When its source says it last changed.' })
  updatedAt!: string | null;

  @Field(() => GraphQLDateTime, { description: 'Since when the catalog has known it.' })
  since!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ceased to exist at its source; null while it is current.',
  })
  until!: string | null;

  @Field(() => Int, { description: 'Grows by one with each accepted change.' })
  revision!: number;
}
