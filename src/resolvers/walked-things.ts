import type { GraphQLResolveInfo } from 'graphql';
import { looksLikeId, resolveName } from '../catalog/browse/resolve-name.js';
import type { NodeSummary } from '../catalog/lineage/lineage.reader.js';
import { HeadwaterError } from '../errors.js';
import { askedFields } from './asked-fields.js';
import type { RequestContext } from './context.js';

/** What a walk knows of an edge without asking again. */
const WALKED = [
  'downstream',
  'upstream',
  'type',
  'stated',
  'by',
  'via',
  'transformations',
  'stands',
  '__typename',
];
/** What a walk knows of a thing without asking again. */
const SUMMED_UP = ['id', 'kind', 'name', '__typename'];

/** Whether more is asked of the edges at that place than the walk knows of them. */
export function wantsDetails(info: GraphQLResolveInfo, ...path: readonly string[]): boolean {
  const asked = askedFields(info, ...path);
  return [...asked].some((field) => !WALKED.includes(field));
}

interface Place {
  readonly info: GraphQLResolveInfo;
  readonly path: readonly string[];
  readonly asOf: string | undefined;
}

/** The thing that an answer is about; nothing is read where nothing of it is asked. */
export async function askedThing(
  id: string,
  context: RequestContext,
  place: Place,
): Promise<object | undefined> {
  if (askedFields(place.info, ...place.path).size === 0) return undefined;
  const [thing] = await withThings([{ id }], context, place);
  return thing?.entity;
}

/**
 * The things of a page, in its order; what is gone meanwhile is left out. Where no more is asked than the walk knows,
 * nothing is read; else one question for all of them.
 */
export async function withThings<
  Item extends { readonly id: string; readonly summary?: NodeSummary | undefined },
>(
  items: readonly Item[],
  context: RequestContext,
  { info, path, asOf }: Place,
): Promise<(Item & { readonly entity: object })[]> {
  const enough = [...askedFields(info, ...path)].every((field) => SUMMED_UP.includes(field));
  const known = (item: Item): object | undefined => (enough ? item.summary : undefined);
  const missing = items.filter((item) => !known(item)).map(({ id }) => id);
  const loaded = missing.length > 0 ? await context.loadersAt(asOf).entity.loadMany(missing) : [];
  const byId = new Map(missing.map((id, index) => [id, loaded[index]] as const));
  return items.flatMap((item) => {
    const entity = known(item) ?? byId.get(item.id);
    if (entity instanceof Error) throw entity;
    return entity ? [{ ...item, entity }] : [];
  });
}

/**
 * Asks about a thing by its id, and only where nothing has that id by what else the text may mean: an id needs no
 * look-up of its own.
 * @throws NOT_FOUND with what comes near, BAD_INPUT when it means several things.
 */
export async function about<Answered>(
  { entities }: RequestContext,
  text: string,
  ask: (id: string) => Promise<Answered>,
): Promise<Answered> {
  if (!looksLikeId(text)) return ask(await resolveName(entities, text));
  try {
    return await ask(text);
  } catch (error) {
    const isMissing = error instanceof HeadwaterError && error.code === 'NOT_FOUND';
    if (!isMissing || error.details['wanted'] !== text) throw error;
    const meant = await resolveName(entities, text);
    // It is there now, and so it was not at the moment that was asked about.
    if (meant === text) throw error;
    return ask(meant);
  }
}
