import { applyBatch, wantedOf, type Importer } from './apply-batch.js';
import { ImportPlan } from './import-plan.js';
import { type ImportReport } from './import-report.js';
import type { ImportedEntity, ReadEntity } from './imported-entity.js';
import type { ImportStore } from './import.store.js';
import { PlanFile } from './plan-file.js';

export interface ImportProgress {
  readonly phase: 'reading' | 'writing';
  readonly done: number;
  readonly total?: number;
}

export interface ImportOptions extends Importer {
  readonly dryRun?: boolean;
  /** Whether who imports may say what people say; left out, they may. */
  readonly mayEdit?: boolean;
  /** Takes the rest where some of it is refused. */
  readonly skipRefused?: boolean;
  /** Ends in order between two batches. */
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Things that are compared, and written, at once. */
  readonly batchSize?: number;
}

const BATCH = 200;

/**
 * Takes an export in. All of it is read, checked and compared with what is there before anything is written; where
 * some of it is refused, nothing is. It is written in batches, each of them whole or not at all, and the same import
 * again does what is left to do, or nothing.
 */
export async function importExport(
  store: ImportStore,
  things: AsyncIterable<ReadEntity>,
  options: ImportOptions,
): Promise<ImportReport> {
  const began = performance.now();
  const file = await PlanFile.create();
  try {
    const plan = new ImportPlan({ isDryRun: options.dryRun ?? false, mayEdit: options.mayEdit ?? true });
    await planAll(store, things, plan, file, options);
    const state = stateOf(plan, options);
    const written = state === undefined ? await writeAll(store, plan, file, options) : 0;
    const complete = written === plan.toWrite ? 'COMPLETE' : 'INTERRUPTED';
    return plan.report({ state: state ?? complete, written, seconds: (performance.now() - began) / 1000 });
  } finally {
    await file.close();
  }
}

function stateOf(
  plan: ImportPlan,
  { dryRun, skipRefused, signal }: ImportOptions,
): ImportReport['state'] | undefined {
  if (plan.refused > 0 && !skipRefused) return 'REFUSED';
  if (dryRun) return 'PLANNED';
  return signal?.aborted ? 'INTERRUPTED' : undefined;
}

async function planAll(
  store: ImportStore,
  things: AsyncIterable<ReadEntity>,
  plan: ImportPlan,
  file: PlanFile,
  { batchSize = BATCH, signal, onProgress }: ImportOptions,
): Promise<void> {
  let batch: ImportedEntity[] = [];
  const decideBatch = async (): Promise<void> => {
    const stored = await store.things(wantedOf(batch));
    for (const entity of batch) if (plan.decide(entity, stored.get(entity.id))) await file.add(entity);
    batch = [];
    onProgress?.({ phase: 'reading', done: plan.read });
  };
  for await (const read of things) {
    if (signal?.aborted) return;
    const entity = plan.take(read);
    if (entity) batch.push(entity);
    if (batch.length >= batchSize) await decideBatch();
  }
  if (batch.length > 0) await decideBatch();
}

async function writeAll(
  store: ImportStore,
  plan: ImportPlan,
  file: PlanFile,
  { batchSize = BATCH, signal, onProgress, actor, clock = () => new Date() }: ImportOptions,
): Promise<number> {
  let batch: ImportedEntity[] = [];
  let written = 0;
  const write = async (): Promise<void> => {
    const entities = batch;
    const now = clock().toISOString();
    await store.importing((tx) => applyBatch(tx, entities, { actor }, now));
    written += entities.length;
    batch = [];
    onProgress?.({ phase: 'writing', done: written, total: plan.toWrite });
  };
  for await (const entity of file.entities()) {
    if (signal?.aborted) return written;
    if (plan.isRefused(entity.id)) continue;
    batch.push(entity);
    if (batch.length >= batchSize) await write();
  }
  if (batch.length > 0 && !signal?.aborted) await write();
  return written;
}
