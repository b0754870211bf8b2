import { HeadwaterError } from '../../errors.js';
import type { Connector, Listing, Sink } from '../../catalog/sync/connector.js';
import { declaredDocument, type Problem } from './declared-document.js';
import { findFiles, type FoundFile } from './find-files.js';
import { pointer, type Path } from '../../json-pointer.js';
import type { Position } from '../../yaml-places.js';
import { readValues, type ReadValue } from './read-values.js';

export interface FilesOptions {
  /** The service's name in the configuration. */
  readonly service: string;
  /** Absolute: folders and files. */
  readonly paths: readonly string[];
}

/** Reads what a team declares in files of YAML and JSON, for what no system tells. */
export function createFilesConnector(options: FilesOptions): Connector {
  return {
    type: 'files',
    service: options.service,
    // A file speaks of what others know better, and of what nobody else knows: it is nobody's system of record.
    masters: [],
    read: (sink, signal) => new FilesReading(options, sink, signal).toEnd(),
  };
}

/** Where a thing was declared first. */
interface Place extends Position {
  readonly file: string;
}

class FilesReading {
  private readonly declared = new Map<string, Place>();
  private readonly failures: string[] = [];
  private bytes = 0;

  constructor(
    private readonly options: FilesOptions,
    private readonly sink: Sink,
    private readonly signal: AbortSignal,
  ) {}

  async toEnd(): Promise<Listing> {
    const { paths, service } = this.options;
    const files: FoundFile[] = [];
    for (const path of paths) {
      const found = await findFiles(path);
      files.push(...found.files.filter(({ path: at }) => !files.some((known) => known.path === at)));
      for (const what of found.passedOver) this.sink.warn(what);
    }
    for (const [index, file] of files.entries()) {
      this.signal.throwIfAborted();
      await this.readFile(file);
      this.sink.progress('read files', index + 1, files.length);
    }
    const own = { kind: 'MLModelService', service, platform: 'Files' } as const;
    if (!this.declared.has(idOfService(service))) await this.sink.put(own);
    const [reason] = this.failures;
    const more = this.failures.length > 1 ? ` (and ${this.failures.length - 1} more)` : '';
    return {
      complete: reason === undefined,
      ...(reason === undefined ? {} : { reason: `${reason}${more}` }),
      requests: files.length,
      bytes: this.bytes,
    };
  }

  private async readFile(file: FoundFile): Promise<void> {
    let values: Iterable<ReadValue>;
    try {
      const read = await readValues(file.path);
      this.bytes += read.bytes;
      values = read.values;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      this.failures.push(`${file.name} cannot be read: ${code}.`);
      return;
    }
    for (const read of values) {
      this.signal.throwIfAborted();
      if ('value' in read) await this.takeAll(file.name, read);
      else this.unreadable({ file: file.name, ...read.position }, read.reason);
    }
  }

  /** What is in a text that cannot be read is not known, so that nothing can be missed as gone. */
  private unreadable(place: Place, reason: string): void {
    this.sink.reject({ document: shown(place), pointer: '', reason });
    this.failures.push(`${shown(place)} cannot be read: ${reason}.`);
  }

  private async takeAll(
    file: string,
    { value, locate }: Extract<ReadValue, { value: unknown }>,
  ): Promise<void> {
    for (const { declared, at } of declarations(value)) {
      const place = { file, ...locate(at) };
      const checked = declaredDocument(declared, file);
      if (!checked.ok) {
        const path = [...at, ...checked.problem.path];
        this.reject(declared, { file, ...locate(path) }, { path, reason: checked.problem.reason });
        continue;
      }
      const first = this.declared.get(checked.id);
      if (first) {
        this.reject(declared, place, { path: at, reason: `is declared in ${shown(first)} already` });
        continue;
      }
      this.declared.set(checked.id, place);
      await this.sink.put(checked.document);
    }
  }

  private reject(declared: unknown, place: Place, { path, reason }: Problem): void {
    this.sink.reject({
      document: `${shown(place)} ${described(declared)}`.trim(),
      pointer: pointer(path),
      reason,
    });
  }
}

/** What stands in a value: a list of things, `documents` with a list of them, or one thing. */
function* declarations(value: unknown): Generator<{ declared: unknown; at: Path }> {
  const inside = (value as { documents?: unknown }).documents;
  const [list, before]: [unknown, Path] = Array.isArray(value) ? [value, []] : [inside, ['documents']];
  if (!Array.isArray(list)) yield { declared: value, at: [] };
  else
    for (const [index, declared] of (list as unknown[]).entries()) yield { declared, at: [...before, index] };
}

const shown = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

/** The kind and the key, as far as they can be told. */
function described(declared: unknown): string {
  if (typeof declared !== 'object' || declared === null) return '';
  const parts: unknown[] = Object.values(declared);
  return parts
    .filter((part) => typeof part === 'string')
    .slice(0, 4)
    .map((part) => part.slice(0, 80))
    .join(' / ')
    .replace(' / ', ' ');
}

function idOfService(service: string): string {
  const checked = declaredDocument({ kind: 'MLModelService', service }, '');
  if (!checked.ok) throw new HeadwaterError('CONFIGURATION', `"${service}" cannot be the name of a service.`);
  return checked.id;
}
