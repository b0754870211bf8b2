import pLimit from 'p-limit';
import { failureOf } from '../http/request-failure.js';
import type { Notes } from './notes.js';

const AT_A_TIME = 4;
/** Files kept: more than the versions that are read together, so that what they share is fetched once. */
const KEPT = 2000;
/** A store that hangs costs a timeout per file; after as many in a row it is not asked again. */
const TIMEOUTS_IN_A_ROW = 5;

/** What became of a file: its content, or why it could not be read; nothing of it where there is none. */
export interface FileReading<T> {
  readonly content?: T;
  /** Why it could not be had this time, while its store is away: soon it may be. */
  readonly missed?: string;
  /** Why it could not be read, perhaps for good: the store fails on it, or it is not what it should be. */
  readonly broken?: string;
}

export interface FileQuestion<T> {
  /** What is the same file: it is fetched once. */
  readonly key: string;
  /** Whose file it is, in the words of a note. */
  readonly of: string;
  readonly fetch: () => Promise<string>;
  /** @throws Error saying why the file is not what it should be. */
  readonly parse: (content: string) => T;
}

/** The sentences in which it is told that there is no file, or none that can be read. */
export interface FileWords {
  readonly none?: string;
  readonly unreadable: string;
}

/** Fetches small files through the server, a few at a time. Never throws for a file that cannot be had. */
export class FileReader<T> {
  private readonly limit = pLimit(AT_A_TIME);
  private readonly files = new Map<string, Promise<FileReading<T>>>();
  private timeouts = 0;

  constructor(
    private readonly notes: Notes,
    private readonly words: FileWords,
  ) {}

  read(question: FileQuestion<T>): Promise<FileReading<T>> {
    const known = this.files.get(question.key);
    if (known) return known;
    const file = this.limit(() => this.fetch(question));
    this.files.set(question.key, file);
    const [oldest] = this.files.keys();
    if (this.files.size > KEPT && oldest !== undefined) this.files.delete(oldest);
    return file;
  }

  private async fetch({ of, fetch, parse }: FileQuestion<T>): Promise<FileReading<T>> {
    if (this.timeouts >= TIMEOUTS_IN_A_ROW)
      return { missed: 'the store of its files did not answer in time' };
    let content: string;
    try {
      content = await fetch();
      this.timeouts = 0;
    } catch (error) {
      return this.failed(of, error);
    }
    try {
      return { content: parse(content) };
    } catch (error) {
      return this.broken(of, String((error as Error).message.split('\n')[0]));
    }
  }

  private failed(of: string, error: unknown): FileReading<T> {
    const failure = failureOf(error);
    if (!failure) throw error;
    this.timeouts = failure.kind === 'timeout' ? this.timeouts + 1 : 0;
    if (failure.status === 404 || failure.status === 400) {
      if (this.words.none !== undefined) this.notes.count(this.words.none, of);
      return {};
    }
    const { message } = error as Error;
    return failure.passing ? { missed: message } : this.broken(of, message);
  }

  private broken(of: string, reason: string): FileReading<T> {
    this.notes.count(this.words.unreadable, `${of} (${reason})`);
    return { broken: reason };
  }
}
