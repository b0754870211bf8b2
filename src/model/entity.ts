import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { Comment } from './comment.entity.js';
import { Property, Related, type PropertyOptions } from './decorators.js';
import type { Domain } from './domain.entity.js';
import type { EntityKind } from './entities.js';
import type { GlossaryTerm } from './glossary-term.entity.js';
import { entityDefinition } from './registry.js';
import type { Tag } from './tag.entity.js';

@ObjectType({ description: 'Who answers for a thing.' })
export class Owner {
  @Field(() => String, { description: 'A user, team or address, as the source names it.' })
  name!: string;

  @Field(() => Entity, {
    nullable: true,
    description: 'The user or else the team that is registered by that name; null where there is none.',
  })
  entity!: Entity | null;
}

/** What a thing is called. Named, so that a kind whose name never changes can say just that. */
export const NAME: PropertyOptions = {
  type: 'string',
  required: true,
  term: 'dct:title',
  description: 'What its source calls it.',
  maxLength: 2_000,
};

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

  @Property(NAME)
  name!: string;

  @Property({
    type: 'string',
    term: 'skos:prefLabel',
    description: 'A friendlier name for people.',
    maxLength: 2_000,
    curated: true,
  })
  displayName!: string | null;

  @Property({
    type: 'string',
    term: 'dct:description',
    description: 'What it is, in prose (often Markdown).',
    maxLength: 1_000_000,
    curated: true,
  })
  description!: string | null;

  @Property({
    type: 'string',
    list: true,
    term: 'dcat:keyword',
    graphql: false,
    description: 'Labels; `key=value` for key-value tags.',
    maxLength: 10_000,
    curated: true,
  })
  @Field(() => [entityDefinition('Tag').type], {
    description: 'Labels on it. One that nobody registered is made up from its name, with revision 0.',
  })
  tags!: Tag[];

  @Property({
    type: 'string',
    list: true,
    term: 'prov:wasAttributedTo',
    graphql: false,
    description: 'Who answers for it, as the source names them.',
    maxLength: 1_000,
    curated: true,
  })
  @Field(() => [Owner], { description: 'Who answers for it.' })
  owners!: Owner[];

  @Property({
    type: 'string',
    term: 'dcat:theme',
    graphql: false,
    description: 'The part of the business it belongs to.',
    maxLength: 1_000,
    curated: true,
  })
  @Field(() => entityDefinition('Domain').type, {
    nullable: true,
    description:
      'The part of the business it belongs to. One that nobody registered is made up from its name, with revision 0.',
  })
  domain!: Domain | null;

  @Property({
    type: 'string',
    list: true,
    term: 'dct:subject',
    graphql: false,
    description: 'The words of the glossary that say what it is about.',
    maxLength: 1_000,
    curated: true,
  })
  @Field(() => [entityDefinition('GlossaryTerm').type], {
    description:
      'The words of the glossary that say what it is about. One that nobody registered is made up from its name, with revision 0.',
  })
  terms!: GlossaryTerm[];

  @Related({
    relation: 'COMMENTS_ON',
    direction: 'in',
    kind: 'Comment',
    list: true,
    description: 'What people wrote about it, the oldest first.',
  })
  comments!: Comment[];

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
