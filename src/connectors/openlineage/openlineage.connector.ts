import { HeadwaterError } from '../../errors.js';
import type { Connector, Listing, Sink } from '../../catalog/sync/connector.js';
import type { EntityDocument } from '../../model/document.js';
import { columnDocuments } from './column-documents.js';
import { consumerDocuments } from './consumer-documents.js';
import { findEventFiles } from './event-files.js';
import { EventReading } from './event-reading.js';
import { lineageOf } from './lineage.js';
import { oddities } from './oddities.js';
import { pipelineDocuments } from './pipeline-documents.js';
import { compactSpool } from './received/compact-spool.js';
import { prepareSpool, segmentsOf, type Segment } from './received/spool-segments.js';
import { tableDocuments } from './table-documents.js';
import { viewOf, type View } from './view.js';

export interface OpenLineageOptions {
  /** The service's name in the configuration. */
  readonly service: string;
  /** Absolute: files, folders or globs of `.ndjson`, `.jsonl` or `.json`, each also with `.gz`. */
  readonly paths: readonly string[];
  /** Absolute: the spool of the events that were received. */
  readonly spool?: string;
  /** The service whose models the `models:/` names in the events are. */
  readonly modelService?: string;
}

/** Reads OpenLineage 2-0-2 events from files and yields the tables, jobs and consumers they tell of. */
export function createOpenLineageConnector(options: OpenLineageOptions): Connector {
  const { service, spool } = options;
  return {
    type: 'openlineage',
    service,
    masters: ['Table', 'Column', 'Pipeline', 'Dashboard', 'Application'],
    // Another spool holds other events: what this one held is not gone for that.
    ...(spool === undefined ? {} : { identity: () => prepareSpool(spool) }),
    read: (sink, signal) => read(options, sink, signal),
  };
}

async function read(options: OpenLineageOptions, sink: Sink, signal: AbortSignal): Promise<Listing> {
  const { paths, spool } = options;
  const reading = new EventReading(sink, signal);
  const files = paths.length > 0 ? await findEventFiles(paths) : [];
  for (const file of files) await reading.file(file);
  const segments = spool === undefined ? [] : await segmentsIn(spool);
  for (const segment of segments) await reading.segment(segment);
  sink.progress('read events', reading.events);
  const requests = files.length + segments.length;
  if (requests > 0 && reading.failures.length === requests)
    throw new HeadwaterError('SOURCE_FAILED', reading.reason());
  await yieldDocuments(reading, options, sink, signal);
  if (spool !== undefined && reading.failures.length === 0)
    await keepSmall(spool, segments, reading, sink, signal);
  if (reading.failures.length === 0) return { complete: true, requests };
  return { complete: false, reason: reading.reason(), requests };
}

/** So that years of events need not be read in each round. Where it fails, everything is still there. */
async function keepSmall(
  spool: string,
  segments: readonly Segment[],
  { log }: EventReading,
  sink: Sink,
  signal: AbortSignal,
): Promise<void> {
  try {
    await compactSpool(spool, segments, log, signal);
  } catch (error) {
    signal.throwIfAborted();
    sink.warn(`Received events that no longer matter could not be removed: ${String(error)}`);
  }
}

async function segmentsIn(spool: string) {
  try {
    await prepareSpool(spool);
    return await segmentsOf(spool);
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    const message = `The directory of received events, ${spool}, cannot be read: ${code}.`;
    throw new HeadwaterError('SOURCE_FAILED', message, {}, { cause });
  }
}

async function yieldDocuments(
  reading: EventReading,
  { service, modelService }: OpenLineageOptions,
  sink: Sink,
  signal: AbortSignal,
): Promise<void> {
  const view = viewOf(lineageOf(reading.log), modelService);
  for (const warning of [...reading.warnings(), ...oddities(view)]) sink.warn(warning);
  for (const document of documents(view, service)) {
    signal.throwIfAborted();
    await sink.put(document);
  }
}

function* documents(view: View, service: string): Generator<EntityDocument> {
  yield { kind: 'MLModelService', service, platform: 'OpenLineage' };
  yield* pipelineDocuments(view);
  yield* tableDocuments(view);
  yield* columnDocuments(view);
  yield* consumerDocuments(view);
}
