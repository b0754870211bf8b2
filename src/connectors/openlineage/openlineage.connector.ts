import { HeadwaterError } from '../../errors.js';
import type { Connector, Listing, Sink } from '../../catalog/sync/connector.js';
import type { EntityDocument } from '../../model/document.js';
import { columnDocuments } from './column-documents.js';
import { consumerDocuments } from './consumer-documents.js';
import { findEventFiles } from './event-files.js';
import { EventLog } from './event-log.js';
import { EventReader } from './event-reader.js';
import { valuesOf, type EventValue } from './event-values.js';
import { lineageOf } from './lineage.js';
import { oddities } from './oddities.js';
import { pipelineDocuments } from './pipeline-documents.js';
import { step } from './schema-check.js';
import { tableDocuments } from './table-documents.js';
import { printable } from './text.js';
import { UnreadFacets } from './unread-facets.js';
import { viewOf, type View } from './view.js';

export interface OpenLineageOptions {
  /** The service's name in the configuration. */
  readonly service: string;
  /** Absolute: files, folders or globs of `.ndjson`, `.jsonl` or `.json`, each also with `.gz`. */
  readonly paths: readonly string[];
  /** The service whose models the `models:/` names in the events are. */
  readonly modelService?: string;
}

/** How often progress is told, in events. */
const PROGRESS_EVERY = 1000;

/** Reads OpenLineage 2-0-2 events from files and yields the tables, jobs and consumers they tell of. */
export function createOpenLineageConnector(options: OpenLineageOptions): Connector {
  return {
    type: 'openlineage',
    service: options.service,
    masters: ['Table', 'Column', 'Pipeline', 'Dashboard', 'Application'],
    read: (sink, signal) => new FileReading(options, sink, signal).toEnd(),
  };
}

/** One reading of all files: what the events come to is known only after the last of them. */
class FileReading {
  private readonly log = new EventLog();
  private readonly reader = new EventReader();
  private readonly unread = new UnreadFacets();
  private readonly failures: string[] = [];
  private events = 0;

  constructor(
    private readonly options: OpenLineageOptions,
    private readonly sink: Sink,
    private readonly signal: AbortSignal,
  ) {}

  async toEnd(): Promise<Listing> {
    const files = await findEventFiles(this.options.paths);
    for (const file of files) await this.readFile(file);
    this.sink.progress('read events', this.events);
    if (this.failures.length === files.length) throw new HeadwaterError('SOURCE_FAILED', this.reason());
    await this.yieldDocuments();
    if (this.failures.length === 0) return { complete: true, requests: files.length };
    return { complete: false, reason: this.reason(), requests: files.length };
  }

  private async readFile(file: string): Promise<void> {
    try {
      for await (const value of valuesOf(file, this.signal)) {
        this.signal.throwIfAborted();
        this.take(value, `${file}:${value.line}`);
      }
    } catch (error) {
      this.signal.throwIfAborted();
      // Only the system's own errors carry a code; any other is a mistake of ours and not to be hidden.
      if (!(error instanceof Error && 'code' in error)) throw error;
      this.failures.push(`${file} cannot be read: ${error.message}`);
    }
  }

  private take(read: EventValue, document: string): void {
    if ('reason' in read) return this.sink.reject({ document, pointer: '', reason: read.reason });
    const report = {
      problem: ({ pointer, reason }: { pointer: string; reason: string }) =>
        this.sink.reject({ document, pointer: printable(pointer), reason }),
      unread: (of: string, name: string) => this.unread.count(of, name),
    };
    const events: unknown[] = Array.isArray(read.value) ? read.value : [read.value];
    for (const [index, value] of events.entries()) {
      const event = this.reader.read(value, Array.isArray(read.value) ? step(index) : '', report);
      if (event) this.log.take(event);
      this.events += 1;
      if (this.events % PROGRESS_EVERY === 0) this.sink.progress('read events', this.events);
    }
  }

  private async yieldDocuments(): Promise<void> {
    const view = viewOf(lineageOf(this.log), this.options.modelService);
    for (const warning of [...this.unread.warnings(), ...oddities(view)]) this.sink.warn(warning);
    for (const document of this.documents(view)) {
      this.signal.throwIfAborted();
      await this.sink.put(document);
    }
  }

  private *documents(view: View): Generator<EntityDocument> {
    yield { kind: 'MLModelService', service: this.options.service, platform: 'OpenLineage' };
    yield* pipelineDocuments(view);
    yield* tableDocuments(view);
    yield* columnDocuments(view);
    yield* consumerDocuments(view);
  }

  private reason(): string {
    const more = this.failures.length > 1 ? ` (and ${this.failures.length - 1} more files)` : '';
    return `${this.failures[0] ?? ''}${more}`;
  }
}
