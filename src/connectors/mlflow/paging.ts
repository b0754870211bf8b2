import { HeadwaterError } from '../../errors.js';

export interface Listed<T> {
  /** What is listed, in the words of an error. */
  readonly what: string;
  /** The key of the answer that holds the rows. */
  readonly key: string;
  readonly ask: (pageToken: string | undefined) => Promise<unknown>;
  /** What makes a row the same row. Rows seen before are left out. */
  readonly idOf?: (row: T) => string;
  /** Called when rows come again: the pages shifted against each other, so that others may be missing. */
  readonly repeated?: () => void;
}

/** A store may filter a page down to nothing, but not for ever. */
const MAX_EMPTY_PAGES = 100;

/**
 * Yields the pages of a listing to its end.
 * @throws SOURCE_FAILED when the pages go round in a circle, which would otherwise be read for ever.
 */
export async function* pages<T>({ what, key, ask, idOf, repeated }: Listed<T>): AsyncGenerator<T[]> {
  const tokens = new Set<string>();
  const seen = new Set<string>();
  let token: string | undefined;
  let empty = 0;
  do {
    const { rows, next } = pageOf<T>(await ask(token), key, what);
    const fresh = idOf ? rows.filter((row) => isNew(seen, idOf(row))) : rows;
    if (fresh.length < rows.length) repeated?.();
    empty = fresh.length > 0 ? 0 : empty + 1;
    if (next && (tokens.has(next) || empty > MAX_EMPTY_PAGES || (rows.length > 0 && fresh.length === 0))) {
      throw circle(what, next);
    }
    if (next) tokens.add(next);
    yield fresh;
    token = next;
  } while (token);
}

function isNew(seen: Set<string>, id: string): boolean {
  const before = seen.size;
  return seen.add(id).size > before;
}

function pageOf<T>(answer: unknown, key: string, what: string): { rows: T[]; next?: string } {
  const page = (typeof answer === 'object' && answer !== null ? answer : { [key]: null }) as Record<
    string,
    unknown
  >;
  const rows = page[key] ?? (key in page ? null : []);
  const next = page['next_page_token'];
  if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null)) {
    throw new HeadwaterError(
      'SOURCE_FAILED',
      `The listing of ${what} is not what MLflow answers: "${key}" is no list of objects.`,
      { failure: 'unexpected-content' },
    );
  }
  return { rows: rows as T[], ...(typeof next === 'string' && next !== '' ? { next } : {}) };
}

const circle = (what: string, token: string): HeadwaterError =>
  new HeadwaterError(
    'SOURCE_FAILED',
    `The listing of ${what} goes round in a circle: the server gave the page token "${token.slice(0, 100)}" again, or pages without anything new. It was not read to its end.`,
    { failure: 'page-loop' },
  );
