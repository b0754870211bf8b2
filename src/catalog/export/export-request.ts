import { badInput } from '../../errors.js';
import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import type { Direction } from '../lineage/lineage.reader.js';
import { STATES } from '../lineage/liveness.js';
import { CHANGES, type Change } from '../lineage/severity.js';
import type { ExportFilter } from './export-filter.js';

/** What is to be exported: everything that a filter lets through, one thing, or the answer to a question. */
export type ExportSubject =
  | { readonly what: 'EVERYTHING' }
  | { readonly what: 'THING'; readonly thing: string }
  | { readonly what: 'TREE'; readonly thing: string }
  | {
      readonly what: 'LINEAGE';
      readonly thing: string;
      readonly direction: Direction;
      readonly depth?: number;
    }
  | { readonly what: 'IMPACT'; readonly thing: string; readonly change: Change };

export interface ExportRequest {
  readonly subject: ExportSubject;
  readonly filter: ExportFilter;
  /** ISO 8601, UTC. */
  readonly asOf?: string;
  readonly history: boolean;
}

/** The parameters of `GET /export`, which are the options of the command too. */
const EXPORT_PARAMETERS = [
  ...['thing', 'tree', 'lineage', 'direction', 'depth', 'impactOf', 'change'],
  ...['asOf', 'history', 'kind', 'service', 'owner', 'tag', 'domain', 'state'],
];
/** Of how it is written; read by who writes. */
const WRITING_PARAMETERS = ['format', 'form'];
const FILTERS = ['kind', 'service', 'owner', 'tag', 'domain', 'state'];

/**
 * What the parameters ask for. One that takes several values is given several times.
 * @throws BAD_INPUT for a parameter or value that there is not, and for some that do not go together.
 */
export function parseExportRequest(parameters: URLSearchParams): ExportRequest {
  checkNames(parameters);
  const subject = subjectOf(parameters);
  const asOf = timeOf(parameters);
  const history = flag(parameters, 'history');
  const isAnswer = subject.what === 'LINEAGE' || subject.what === 'IMPACT';
  if (history && isAnswer)
    throw badInput('`history` goes with things, not with the answer to a question.', { field: 'history' });
  if (history && asOf !== undefined)
    throw badInput('`history` is told up to now: leave out `asOf`.', { field: 'asOf' });
  const filter = filterOf(parameters, isAnswer);
  if (FILTERS.some((name) => parameters.has(name)) && (subject.what === 'THING' || subject.what === 'TREE'))
    throw badInput('A filter chooses among many things: leave it out, or do not name one.', {
      field: 'thing',
    });
  return { subject, filter, history, ...(asOf === undefined ? {} : { asOf }) };
}

function checkNames(parameters: URLSearchParams): void {
  const known = [...EXPORT_PARAMETERS, ...WRITING_PARAMETERS];
  for (const name of new Set(parameters.keys())) {
    if (!known.includes(name))
      throw badInput(`There is no parameter "${name.slice(0, 100)}". Parameters: ${known.join(', ')}.`, {
        field: name.slice(0, 100),
      });
    if (!FILTERS.includes(name) && parameters.getAll(name).length > 1)
      throw badInput(`\`${name}\` takes one value.`, { field: name });
  }
}

function subjectOf(parameters: URLSearchParams): ExportSubject {
  const [thing, lineage, impactOf] = [
    given(parameters, 'thing'),
    given(parameters, 'lineage'),
    given(parameters, 'impactOf'),
  ];
  if ([thing, lineage, impactOf].filter((name) => name !== undefined).length > 1)
    throw badInput('Ask for one of `thing`, `lineage` and `impactOf` at a time.');
  const tree = flag(parameters, 'tree');
  if (tree && thing === undefined)
    throw badInput('`tree` is of one thing: name it with `thing`.', { field: 'tree' });
  only(parameters, ['direction', 'depth'], lineage !== undefined, 'lineage');
  only(parameters, ['change'], impactOf !== undefined, 'impactOf');
  if (lineage !== undefined) {
    const direction = oneOf(parameters, 'direction', ['UPSTREAM', 'DOWNSTREAM'] as const) ?? 'UPSTREAM';
    const depth = depthOf(parameters);
    return { what: 'LINEAGE', thing: lineage, direction, ...(depth === undefined ? {} : { depth }) };
  }
  if (impactOf !== undefined)
    return { what: 'IMPACT', thing: impactOf, change: oneOf(parameters, 'change', CHANGES) ?? 'DROP' };
  if (thing !== undefined) return { what: tree ? 'TREE' : 'THING', thing };
  return { what: 'EVERYTHING' };
}

function filterOf(parameters: URLSearchParams, isAnswer: boolean): ExportFilter {
  const lists = { services: 'service', owners: 'owner', tags: 'tag', domains: 'domain' } as const;
  const given = Object.entries(lists).filter(([, name]) => parameters.has(name));
  const kinds = parameters.has('kind') ? parameters.getAll('kind').map(kindNamed) : undefined;
  const states = parameters.has('state')
    ? parameters.getAll('state').map((state) => state.toUpperCase())
    : undefined;
  const unknown = isAnswer
    ? states?.find((state) => !(STATES as readonly string[]).includes(state))
    : undefined;
  if (unknown !== undefined)
    throw badInput(`There is no state "${unknown.slice(0, 100)}". States: ${STATES.join(', ')}.`, {
      field: 'state',
    });
  return {
    ...Object.fromEntries(given.map(([key, name]) => [key, parameters.getAll(name)])),
    ...(kinds ? { kinds } : {}),
    ...(states ? { states } : {}),
  };
}

function kindNamed(name: string): EntityKind {
  const kind = ENTITY_KINDS.find((known) => known === name);
  if (kind) return kind;
  throw badInput(`There is no kind "${name.slice(0, 100)}". Kinds: ${ENTITY_KINDS.join(', ')}.`, {
    field: 'kind',
  });
}

const given = (parameters: URLSearchParams, name: string): string | undefined =>
  parameters.get(name) ?? undefined;

function flag(parameters: URLSearchParams, name: string): boolean {
  const value = parameters.get(name) ?? 'false';
  if (value !== '' && value !== 'true' && value !== 'false')
    throw badInput(`\`${name}\` is true or false.`, { field: name });
  return value !== 'false';
}

function only(parameters: URLSearchParams, names: readonly string[], holds: boolean, owner: string): void {
  const stray = names.find((name) => parameters.has(name));
  if (stray !== undefined && !holds) throw badInput(`\`${stray}\` goes with \`${owner}\`.`, { field: stray });
}

function oneOf<Value extends string>(
  parameters: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  const value = values.find((known) => known === text.toUpperCase());
  if (value) return value;
  throw badInput(`\`${name}\` is one of ${values.join(', ').toLowerCase()}.`, { field: name });
}

function depthOf(parameters: URLSearchParams): number | undefined {
  const text = parameters.get('depth');
  if (text === null) return undefined;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw badInput('`depth` is a whole number of edges.', { field: 'depth' });
}

function timeOf(parameters: URLSearchParams): string | undefined {
  const text = parameters.get('asOf');
  if (text === null) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw badInput('`asOf` must be a time: 2026-03-01 or 2026-03-01T08:00:00Z.', { field: 'asOf' });
  if (time.getTime() > Date.now())
    throw badInput('`asOf` lies in the future: nothing is known of it yet.', { field: 'asOf' });
  return time.toISOString();
}
