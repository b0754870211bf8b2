import { notThere } from '../../errors.js';
import type { EntityReader } from '../browse/entity.reader.js';
import { exportAll, exportEntity, type EntityExport } from '../browse/export-entities.js';
import type { ExportReader } from '../browse/export.reader.js';
import { resolveName } from '../browse/resolve-name.js';
import type { EdgeReader } from '../diff/edge.reader.js';
import type { HistoryReader } from '../history/history.reader.js';
import type { LineageReader } from '../lineage/lineage.reader.js';
import { impactParts, lineageParts, type ExportPart } from './answer-parts.js';
import { passes } from './export-filter.js';
import type { ExportRequest } from './export-request.js';
import { exportTree } from './export-tree.js';
import { PastExportReader } from './past-export.reader.js';
import { withHistory } from './with-history.js';

/** What exports are made of. */
export interface ExportSources {
  readonly exports: ExportReader;
  readonly entities: EntityReader;
  readonly edges: EdgeReader;
  readonly history: HistoryReader;
  readonly lineage: LineageReader;
}

/** An export that has begun: nothing stands in the way of the rest any more but what may fail on the way. */
export type OpenedExport =
  /** One thing, whose document says what it refers to in brief. */
  | { readonly single: EntityExport }
  /** Many. Of some of all there is, some refer to what is none of them; answers do not. */
  | { readonly parts: AsyncIterable<ExportPart>; readonly isPartial: boolean };

/** Things of a history are read few at a time. */
const PAGE_WITH_HISTORY = 20;

/**
 * Begins an export.
 * @throws NOT_FOUND and BAD_INPUT before anything is written: for what is not there, and what cannot be asked of it.
 */
export async function openExport(
  sources: ExportSources,
  { subject, filter, asOf, history }: ExportRequest,
  signal?: AbortSignal,
): Promise<OpenedExport> {
  const exports =
    asOf === undefined ? sources.exports : new PastExportReader(sources.exports, sources.history, asOf);
  const extend = (page: readonly EntityExport[]): AsyncIterable<EntityExport> =>
    withHistory(sources.history, page);
  if (subject.what === 'EVERYTHING') {
    const options = {
      ...(filter.kinds ? { kinds: filter.kinds } : {}),
      ...(history ? { extend, pageSize: PAGE_WITH_HISTORY } : {}),
      ...(signal ? { signal } : {}),
      filter: (entity: Parameters<typeof passes>[1]) => passes(filter, entity),
    };
    return { parts: exportAll(exports, options), isPartial: Object.keys(filter).length > 0 };
  }
  const id = await resolveName(sources.entities, subject.thing);
  const asked = {
    exports,
    lineage: signal ? sources.lineage.under({ signal }) : sources.lineage,
    filter,
    asOf,
  };
  switch (subject.what) {
    case 'THING': {
      const entity = await exportEntity(exports, id, asOf);
      return history ? { parts: extend([entity]), isPartial: true } : { single: entity };
    }
    case 'TREE': {
      const tree = exportTree({ exports, edges: sources.edges, at: asOf }, id);
      return {
        parts: await begun(flattened(tree, history ? extend : undefined), id, asOf),
        isPartial: true,
      };
    }
    case 'LINEAGE':
      return { parts: await begun(lineageParts(asked, id, subject), id, asOf), isPartial: false };
    case 'IMPACT':
      return { parts: await begun(impactParts(asked, id, subject.change), id, asOf), isPartial: false };
  }
}

async function* flattened(
  pages: AsyncIterable<readonly EntityExport[]>,
  extend: ((page: readonly EntityExport[]) => AsyncIterable<EntityExport>) | undefined,
): AsyncGenerator<EntityExport, void, undefined> {
  for await (const page of pages) yield* extend ? extend(inOrderOfIds(page)) : page;
}

const inOrderOfIds = (page: readonly EntityExport[]): EntityExport[] =>
  [...page].sort((a, b) => (a.root.record.id < b.root.record.id ? -1 : 1));

/** With its first part already there, so that what fails at once fails before anything is answered. */
async function begun(
  parts: AsyncGenerator<ExportPart, void, undefined>,
  id: string,
  asOf: string | undefined,
): Promise<AsyncGenerator<ExportPart, void, undefined>> {
  const first = await parts.next();
  if (first.done) throw notThere(id, asOf);
  return (async function* () {
    yield first.value;
    yield* parts;
  })();
}
