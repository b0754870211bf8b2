import { kindOf, parseId } from '../../model/entity-id.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { findLineage } from '../lineage/find-lineage.js';
import type { LineageKind, LineageReaders } from './read-lineage.js';

/** Which part of the lineage: of one thing, what one service says of it, or all. */
export interface LineageScope {
  readonly thing?: string;
  /** Only what this service says. */
  readonly service?: string;
}

/** The scope that an id stands for: a service is what it says, anything else the lineage it takes part in. */
export function scopeOf(id: string): LineageScope {
  if (kindOf(id) !== 'MLModelService') return { thing: id };
  return { service: parseId(id).key[0] ?? '' };
}

/** Tables first, so that who reads the events in their order knows what jobs are about. */
const KINDS: readonly LineageKind[] = ['Table', 'Pipeline', 'TrainingRun', 'Dashboard', 'Application'];

const PAGE_SIZE = 100;

export interface LineagePage {
  readonly kind: LineageKind;
  readonly records: readonly EntityRecord[];
  /** The only tables that are told of; none: all are. */
  readonly tables?: ReadonlySet<string>;
}

export async function* pagesOf(
  readers: LineageReaders,
  { thing }: LineageScope,
): AsyncGenerator<LineagePage, void, undefined> {
  if (thing !== undefined) return yield* pagesOfThing(readers, thing);
  for (const kind of KINDS) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const records: EntityRecord[] = await readers.entities.pageById(kind, after, PAGE_SIZE);
      yield { kind, records: records.filter(isCurrent) };
      after = records.length < PAGE_SIZE ? undefined : records.at(-1)?.id;
    }
  }
}

const isCurrent = ({ until }: EntityRecord): boolean => until === undefined;

/** All that the thing depends on and all that depends on it, with the pipelines between. */
async function* pagesOfThing(
  readers: LineageReaders,
  thing: string,
): AsyncGenerator<LineagePage, void, undefined> {
  const ids = new Set<string>();
  for (const start of await startsOf(readers, thing)) {
    for (const direction of ['UPSTREAM', 'DOWNSTREAM'] as const) {
      const { nodes } = await findLineage(readers.lineage, start, {
        ...{ direction, collapse: 'TABLE', details: false },
        walks: readers.walks,
      });
      for (const { id } of nodes) ids.add(id);
    }
  }
  const tables = new Set([...ids].filter((id) => kindOf(id) === 'Table'));
  // A walk passes by a pipeline where it is known by columns what its tables take.
  for (const page of chunks([...tables])) {
    for (const { type, upstream } of await readers.edges.edgesAt(page, 'out'))
      if (type === 'PRODUCED_BY') ids.add(upstream);
  }
  for (const kind of KINDS) {
    const wanted = [...ids].filter((id) => kindOf(id) === kind).sort();
    for (const page of chunks(wanted)) {
      const records = (await readers.entities.byIds(page)).filter(isCurrent);
      yield { kind, records: records.sort((a, b) => (a.id < b.id ? -1 : 1)), tables };
    }
  }
}

/** Lineage goes by versions: that of a model is that of all its versions. */
async function startsOf({ entities }: LineageReaders, thing: string): Promise<string[]> {
  if (kindOf(thing) !== 'MLModel') return [thing];
  const versions = await entities.related([thing], 'HAS_VERSION', 'out', 'BRIEF');
  return [thing, ...versions.map(({ record }) => record.id).sort()];
}

function* chunks(ids: readonly string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += PAGE_SIZE) yield ids.slice(at, at + PAGE_SIZE);
}
