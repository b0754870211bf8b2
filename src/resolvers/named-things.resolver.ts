import { Ctx, Extensions, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { EntityKind } from '../model/entities.js';
import { encodeSegment, MAX_ID_LENGTH } from '../model/entity-id.js';
import { Entity, Owner } from '../model/entity.js';
import type { RequestContext } from './context.js';
import { selectionOf, type FieldReach } from './selection.js';

/** A thing as it is carried: the registered one, or one that is made up from its name. */
type Carried = EntityRecord & { readonly value?: string | null };

const reads = (...properties: string[]): { reach: FieldReach } => ({ reach: { reads: properties } });

/**
 * Tags, domains, terms and owners, which things carry by name. What is registered by that name is asked for once for
 * all things of an answer, and only where more is wanted than the name itself tells.
 */
@Resolver(() => Entity)
export class NamedThingsResolver {
  @Extensions(reads('tags', 'since'))
  @FieldResolver()
  tags(
    @Root() thing: EntityRecord,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): readonly Carried[] | Promise<readonly Carried[]> {
    const tags = textsOf(thing, 'tags').map(splitTag);
    const names = tags.map(({ name }) => name);
    const withValues = (records: readonly EntityRecord[]): Carried[] =>
      records.map((record, index) => ({ ...record, value: tags[index]?.value ?? null }));
    const records = carried('Tag', names, thing, context, info);
    return 'then' in records ? records.then(withValues) : withValues(records);
  }

  @Extensions(reads('owners'))
  @FieldResolver()
  owners(@Root() thing: EntityRecord): Pick<Owner, 'name'>[] {
    return textsOf(thing, 'owners').map((name) => ({ name }));
  }

  @Extensions(reads('domain', 'since'))
  @FieldResolver()
  async domain(
    @Root() thing: EntityRecord,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Carried | null> {
    if (typeof thing['domain'] !== 'string') return null;
    const [domain] = await carried('Domain', [thing['domain']], thing, context, info);
    return domain ?? null;
  }

  @Extensions(reads('terms', 'since'))
  @FieldResolver()
  terms(
    @Root() thing: EntityRecord,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): readonly Carried[] | Promise<readonly Carried[]> {
    return carried('GlossaryTerm', textsOf(thing, 'terms'), thing, context, info);
  }
}

@Resolver(() => Owner)
export class OwnerResolver {
  @FieldResolver()
  async entity(@Root() { name }: Owner, @Ctx() { loaders }: RequestContext): Promise<EntityRecord | null> {
    const found = await Promise.all(
      (['User', 'Team'] as const).map((kind) => loaders.entity.load(idOfNamed(kind, name))),
    );
    return found.find(isRegistered) ?? null;
  }
}

const textsOf = (thing: EntityRecord, property: string): string[] => (thing[property] ?? []) as string[];

function splitTag(text: string): { name: string; value: string | null } {
  const equals = text.indexOf('=');
  return equals < 0
    ? { name: text, value: null }
    : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}

/** What the name of a thing tells by itself: lists of names cost no question. */
const TOLD_BY_NAME: readonly string[] = ['id', 'kind', 'name'];

function carried(
  kind: EntityKind,
  names: readonly string[],
  { since }: EntityRecord,
  { loaders }: RequestContext,
  info: GraphQLResolveInfo,
): readonly EntityRecord[] | Promise<readonly EntityRecord[]> {
  const madeUp = names.map((name) => ({ id: idOfNamed(kind, name), kind, name, since, revision: 0 }));
  if (selectionOf(info).properties?.every((property) => TOLD_BY_NAME.includes(property))) return madeUp;
  return Promise.all(
    madeUp.map(async (record) => {
      const registered = await loaders.entity.load(record.id);
      return isRegistered(registered) ? registered : record;
    }),
  );
}

const isRegistered = (record: EntityRecord | null): record is EntityRecord =>
  record !== null && record.until === undefined;

/** A name that is too long to be registered has an id all the same: nothing answers to it. */
const idOfNamed = (kind: EntityKind, name: string): string =>
  `${kind}:${encodeSegment(name.toWellFormed())}`.slice(0, MAX_ID_LENGTH);
