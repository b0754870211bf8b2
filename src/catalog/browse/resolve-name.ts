import { distance } from 'fastest-levenshtein';
import { HeadwaterError, notFound } from '../../errors.js';
import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { kindOf, parseId } from '../../model/entity-id.js';
import type { EntityReader, Named } from './entity.reader.js';

/** More candidates than this are not listed one by one. */
const LISTED = 20;
/** Names looked at, of each kind, to say what comes near. */
const LOOKED_AT = 5000;
/** Parameters, metrics and the like are asked for through what they belong to. */
const PARTS: readonly EntityKind[] = [
  ...(['HyperParameter', 'Metric', 'SyncRun', 'Artifact', 'MLModelVersion', 'MLFeature'] as const),
  ...(['ModelStep', 'StoredFeature', 'Comment'] as const),
];
/** What a person asks about by name. */
const NAMED_KINDS: readonly EntityKind[] = ENTITY_KINDS.filter((kind) => !PARTS.includes(kind));
/** What others are labelled with: the words of a tag may well be the name of a table too. */
const LABELS: readonly EntityKind[] = ['Tag', 'Domain', 'GlossaryTerm', 'Team', 'User'];

/**
 * The id of the one thing that a text means: an id, a name (`churn_scores`), a table or column by the end of
 * its name (`orders.count_30d`), a version (`churn_predictor@3`, `churn_predictor@champion`).
 * @throws NOT_FOUND with what comes near, BAD_INPUT listing the candidates when it means several things.
 */
export async function resolveName(reader: EntityReader, text: string): Promise<string> {
  const candidates = await candidatesFor(reader, text);
  const [only] = candidates;
  if (only && candidates.length === 1) return only.id;
  if (only) throw ambiguous(text, candidates);
  throw notFound(text, await nearTo(reader, text));
}

async function candidatesFor(reader: EntityReader, text: string): Promise<Named[]> {
  if (looksLikeId(text)) {
    const [found] = await reader.byIds([text]);
    if (found) return [found];
  }
  const byVersion = await versionsMeant(reader, text);
  if (byVersion.length > 0) return byVersion;
  const exact = (await Promise.all(NAMED_KINDS.map((kind) => reader.named(kind, text, LISTED + 1)))).flat();
  if (exact.length > 0) return preferred(exact);
  return [...(await reader.tablesEndingWith(text, LISTED + 1)), ...(await columnsMeant(reader, text))];
}

/** Whether it is written as an id; a name may be as well. */
export function looksLikeId(text: string): boolean {
  try {
    return (ENTITY_KINDS as readonly string[]).includes(parseId(text).kind);
  } catch {
    return false;
  }
}

/** `model@version` or `model@alias`. */
async function versionsMeant(reader: EntityReader, text: string): Promise<Named[]> {
  const at = text.lastIndexOf('@');
  if (at <= 0) return [];
  const wanted = text.slice(at + 1);
  const versions = await reader.versionsOfModel(text.slice(0, at));
  return versions
    .filter(({ version, aliases }) => version === wanted || aliases.includes(wanted))
    .map(({ id }) => ({ id, name: text }));
}

/** `table.column`, where the table may be named by its end and the column may itself hold dots. */
async function columnsMeant(reader: EntityReader, text: string): Promise<Named[]> {
  const dots = [...text.matchAll(/\./g)].map(({ index }) => index);
  const found = await Promise.all(
    dots.map((dot) => reader.columns(text.slice(0, dot), text.slice(dot + 1), LISTED + 1)),
  );
  return [...new Map(found.flat().map((named) => [named.id, named])).values()];
}

/**
 * A table and a column of one name: the table is meant, its column is asked for with the table's name before it. A
 * thing and a label of one name: the thing is meant.
 */
function preferred(found: readonly Named[]): Named[] {
  const things = found.filter(({ id }) => !LABELS.includes(kindOf(id)));
  const others = things.filter(({ id }) => kindOf(id) !== 'Column');
  return [others, things, [...found]].find(({ length }) => length > 0) ?? [];
}

function ambiguous(text: string, candidates: readonly Named[]): HeadwaterError {
  const ids = candidates.map(({ id }) => id).sort();
  const listed = ids.slice(0, LISTED).join('\n  ');
  const more = ids.length > LISTED ? '\n  …' : '';
  return new HeadwaterError(
    'BAD_INPUT',
    `"${text}" means several things. Ask for one of them by its id:\n  ${listed}${more}`,
    {
      candidates: ids.slice(0, LISTED),
    },
  );
}

/** Names that come near to a text, in case it was mistyped: the nearest first, at most five. */
export async function nearTo(reader: EntityReader, text: string): Promise<string[]> {
  const named = (await Promise.all(NAMED_KINDS.map((kind) => reader.names(kind, LOOKED_AT)))).flat();
  const wanted = text.slice(0, 200).toLowerCase();
  const names = new Set(named.map(spoken));
  return [...names]
    .map((name) => ({ name, distance: nearness(name.toLowerCase(), wanted) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 5)
    .map(({ name }) => name);
}

/** How a person would ask for it: a column with its table's last name before it. */
function spoken({ id, name }: Named): string {
  const { kind, key } = parseId(id);
  if (kind !== 'Column') return name;
  const table = (key[1] ?? '').split('.').at(-1) ?? '';
  return `${table}.${name}`;
}

/** Distance to the whole name or to its end, where the end is what people type. */
function nearness(name: string, wanted: string): number {
  const last = name.split('.').at(-1) ?? name;
  const short = name.slice(0, 200);
  return Math.min(distance(short, wanted), distance(last.slice(0, 200), wanted));
}
