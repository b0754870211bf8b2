import { HeadwaterError } from '../../errors.js';
import type { HttpClient, Query } from '../http/http-client.js';
import { failureOf } from '../http/request-failure.js';
import { text } from '../filled-text.js';
import { fields, isFields, type Fields } from './values.js';

/** The most that the registry gives at once. */
const PAGE = 100;

/** The lists of the registry, by their path, with the key of the answer that holds the rows. */
const LISTS = {
  projects: { rows: 'projects', what: 'projects' },
  data_sources: { rows: 'dataSources', what: 'data sources' },
  feature_views: { rows: 'featureViews', what: 'feature views' },
  feature_services: { rows: 'featureServices', what: 'feature services' },
} as const;
export type ListName = keyof typeof LISTS;

/**
 * The questions that are asked of Feast's registry. Only lists: a question for one thing by name makes the registry
 * write down who visited it.
 */
export class FeastApi {
  constructor(
    private readonly http: HttpClient,
    private readonly signal: AbortSignal,
  ) {}

  /** The version of the product; old ones do not tell. */
  async version(): Promise<string | undefined> {
    try {
      return text(fields(await this.ask('version', {}))['version']);
    } catch (error) {
      if (failureOf(error)?.status === 404) return undefined;
      throw error;
    }
  }

  /** A row of a list by the moment of its last change: the newest. */
  async newest(name: 'feature_views', project: string): Promise<Fields | undefined> {
    const query = { project, limit: 1, page: 1, sort_by: 'last_updated_timestamp', sort_order: 'desc' };
    return (await this.page(name, query)).rows[0];
  }

  /**
   * All of a list, page by page, in the order of names.
   * @throws SOURCE_FAILED when it cannot be read, or when the rows that came are not those that it says it has.
   */
  async *all(name: ListName, query: Query = {}): AsyncGenerator<Fields[]> {
    const seen = new Set<string>();
    let read = 0;
    for (let page = 1; ; page += 1) {
      const { rows, total } = await this.page(name, { ...query, limit: PAGE, page, sort_by: 'name' });
      const fresh = rows.filter((row) => {
        const key = nameOf(row) ?? `${page} ${rows.indexOf(row)}`;
        return !seen.has(key) && seen.add(key);
      });
      read += fresh.length;
      yield fresh;
      if (fresh.length === 0 || rows.length < PAGE || read >= total) {
        if (read === total) return;
        throw failed(
          `The listing of ${LISTS[name].what} has ${total} entries, and ${read} came: it changed while it was read, or is not given out whole. The next sync reads it again.`,
        );
      }
    }
  }

  private async page(name: ListName, query: Query): Promise<{ rows: Fields[]; total: number }> {
    const { rows: key, what } = LISTS[name];
    const answer = fields(await this.ask(name, { ...query, allow_cache: 'false' }));
    // The registry tells some of its failures in an answer of status 200.
    const error = text(answer['error']);
    if (error !== undefined) throw failed(`The listing of ${what} failed: "${error.slice(0, 200)}".`);
    const rows = answer[key];
    if (!Array.isArray(rows) || !(rows as unknown[]).every(isFields))
      throw failed(
        `The listing of ${what} is not what Feast answers: "${key}" is no list of objects. Is the address that of "feast serve_registry --rest-api"?`,
      );
    const total = fields(answer['pagination'])['totalCount'] ?? 0;
    if (typeof total !== 'number')
      throw failed(`The listing of ${what} does not say how many there are: "totalCount" is no number.`);
    return { rows: rows as Fields[], total };
  }

  private ask(path: string, query: Query): Promise<unknown> {
    return this.http.getJson(`/api/v1/${path}`, query, { signal: this.signal });
  }
}

/** What a row is called: sources carry their name themselves, all else has it in its specification. */
export const nameOf = (row: Fields): string | undefined =>
  text(row['name']) ?? text(fields(row['spec'])['name']);

const failed = (message: string): HeadwaterError =>
  new HeadwaterError('SOURCE_FAILED', message, { failure: 'unexpected-content' });
