import type { EntityDocument } from '../src/model/document.js';
import type { SyncStore } from '../src/catalog/sync/sync.store.js';
import type { Connector, Listing, Sink } from '../src/catalog/sync/connector.js';
import { runSync } from '../src/catalog/sync/run-sync.js';
import { SERVICE } from './documents.js';
import { generateGraph } from './generate-graph.js';
import type { Placement } from './placed-graphs.js';
import { progress } from './progress.js';

/** A source that makes up what it says: the catalog is filled as any source fills it, by the product's own writer. */
class GeneratedSource implements Connector {
  readonly type = 'bench';
  readonly service = SERVICE;
  readonly masters = [] as const;

  constructor(private readonly documents: Iterable<EntityDocument>) {}

  async read(sink: Sink): Promise<Listing> {
    for (const document of this.documents) await sink.put(document);
    return { complete: true, requests: 0 };
  }
}

/**
 * Fills a catalog with a graph of `size` things, and the placed ones beside it. One that holds a smaller graph of the
 * same seed grows: what it has already is the beginning of what comes.
 */
export async function load(
  store: SyncStore,
  { size, seed, placed }: { size: number; seed: number; placed: readonly Placement[] },
  signal: AbortSignal,
): Promise<void> {
  const { state, reason, rejections, warnings, read, seconds } = await runSync(
    store,
    new GeneratedSource(allDocuments(size, seed, placed)),
    {
      signal,
      onEvent: (event) => {
        if (event.type === 'written') progress(`loading: ${event.written} written`);
      },
    },
  );
  signal.throwIfAborted();
  if (state !== 'COMPLETE' || warnings.length > 0) {
    const [rejection] = rejections;
    const rejected = rejection && `${rejection.document} ${rejection.pointer}: ${rejection.reason}`;
    throw new Error(`The generated graph was not loaded: ${reason ?? rejected ?? warnings[0] ?? state}`);
  }
  progress(`loaded ${read} documents in ${seconds.toFixed(1)} s (${Math.round(read / seconds)} per s)`);
}

function* allDocuments(size: number, seed: number, placed: readonly Placement[]): Generator<EntityDocument> {
  for (const { things } of placed) for (const { document } of things) yield document;
  yield* generateGraph(size, seed);
}
