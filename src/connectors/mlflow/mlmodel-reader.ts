import pLimit from 'p-limit';
import { failureOf } from '../http/request-failure.js';
import type { MlflowApi } from './mlflow-api.js';
import { parseMlmodel, type MlmodelFile } from './mlmodel-file.js';
import type { Notes } from './notes.js';
import { text } from './values.js';
import type { WireVersion } from './wire-types.js';

const AT_A_TIME = 4;
/** Files kept: more than the versions that are read together, so that copies of one source are fetched once. */
const KEPT = 2000;
/** A store that hangs costs a timeout per file; after as many in a row it is not asked again. */
const TIMEOUTS_IN_A_ROW = 5;

const NO_FILE =
  'These versions have no MLmodel file, so their features, framework and signature are not known';
const UNREADABLE =
  'The MLmodel files of these versions cannot be read, so their features, framework and signature are not known';

/** Fetches MLmodel files, once for each source however many versions share it. */
export class MlmodelReader {
  private readonly limit = pLimit(AT_A_TIME);
  private readonly files = new Map<string, Promise<MlmodelFile | undefined>>();
  private timeouts = 0;
  private missed = 0;

  constructor(
    private readonly api: MlflowApi,
    private readonly notes: Notes,
  ) {}

  /** Files that could not be had this time, but may be the next. */
  get missedInPassing(): number {
    return this.missed;
  }

  /** The file of that version; nothing where it has none or its store does not give it. Never throws for either. */
  read(version: WireVersion): Promise<MlmodelFile | undefined> {
    const name = String(version.name);
    const number = String(version.version);
    const source = text(version.source) ?? `models:/${name}/${number}`;
    const known = this.files.get(source);
    if (known) return known;
    const file = this.limit(() => this.fetch(name, number));
    this.files.set(source, file);
    const [oldest] = this.files.keys();
    if (this.files.size > KEPT && oldest !== undefined) this.files.delete(oldest);
    return file;
  }

  private async fetch(name: string, version: string): Promise<MlmodelFile | undefined> {
    if (this.timeouts >= TIMEOUTS_IN_A_ROW)
      return this.miss(name, version, 'its store did not answer in time');
    let content: string;
    try {
      content = await this.api.mlmodelFile(name, version);
      this.timeouts = 0;
    } catch (error) {
      return this.failed(name, version, error);
    }
    try {
      return parseMlmodel(content);
    } catch (error) {
      this.notes.count(UNREADABLE, `${name} ${version} (${(error as Error).message.split('\n')[0]})`);
      return undefined;
    }
  }

  private failed(name: string, version: string, error: unknown): undefined {
    const failure = failureOf(error);
    if (!failure) throw error;
    this.timeouts = failure.kind === 'timeout' ? this.timeouts + 1 : 0;
    if (failure.status === 404 || failure.status === 400) {
      this.notes.count(NO_FILE, `${name} ${version}`);
      return undefined;
    }
    if (failure.passing) return this.miss(name, version, (error as Error).message);
    // An external store that the server itself cannot read is so every night: the rest of the listing is whole.
    this.notes.count(UNREADABLE, `${name} ${version} (${(error as Error).message})`);
    return undefined;
  }

  private miss(name: string, version: string, why: string): undefined {
    this.missed += 1;
    this.notes.count(UNREADABLE, `${name} ${version} (${why})`);
    return undefined;
  }
}
