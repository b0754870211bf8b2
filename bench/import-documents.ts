import 'reflect-metadata';
import { exportAll } from '../src/catalog/browse/export-entities.js';
import { importExport } from '../src/catalog/import/import-export.js';
import type { ReadEntity } from '../src/catalog/import/imported-entity.js';
import { GrafeoExecutor } from '../src/graph/engines/grafeo.executor.js';
import { Neo4jExecutor } from '../src/graph/engines/neo4j.executor.js';
import type { GraphExecutor } from '../src/graph/executor.js';
import { GraphExportReader } from '../src/graph/graph-export.reader.js';
import { GraphImportStore } from '../src/graph/graph-import.store.js';
import { migrate } from '../src/graph/migrations.js';
import { entityRow } from '../src/graph/property-codec.js';
import { upsertEdges } from '../src/graph/queries/stated-edges.js';
import { upsertEntities } from '../src/graph/queries/upsert-entities.js';
import { readExport } from '../src/jsonld/read/read-export.js';
import { writeEntities } from '../src/jsonld/write-export.js';
import type { EntityDocument } from '../src/model/document.js';
import { syncInto } from '../test/support/documents.js';
import { emptyGraph } from '../test/support/engines.js';

/**
 * How many documents a second an import takes in, beside a bare writer of the same rows by the same texts, and whether
 * the catalog is the same afterwards: `npm run bench:import -- 100000`, with
 * `HEADWATER_NEO4J_URI` on Neo4j, whose graph it empties.
 */
const SIZE = Number(process.argv[2] ?? 10_000);
const BATCH = 200;
const BASE = 'https://catalog.example';

async function open(): Promise<GraphExecutor> {
  const {
    HEADWATER_NEO4J_URI: uri,
    HEADWATER_NEO4J_USER: user,
    HEADWATER_NEO4J_PASSWORD: password,
  } = process.env;
  const times = { connectTimeoutMs: 20_000, transactionTimeoutMs: 120_000 };
  const settings = {
    database: 'neo4j',
    poolSize: 4,
    ...times,
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
  };
  const executor = uri ? await Neo4jExecutor.connect({ uri, ...settings }) : GrafeoExecutor.open();
  await emptyGraph(executor);
  await migrate(executor);
  return executor;
}

/** Columns of tables, each made from one of the table before. */
function documents(): EntityDocument[] {
  return Array.from({ length: SIZE }, (_, n): EntityDocument => {
    const [table, column] = [Math.floor(n / 50), `column_${n % 50}`];
    const from =
      table === 0
        ? []
        : [{ type: 'DERIVED_FROM', upstream: `Column:db/table_${table - 1}/${column}` } as const];
    return {
      ...{ kind: 'Column', namespace: 'db', table: `table_${table}`, column, dataType: 'double precision' },
      ...{ description: `What column ${n} holds.`, position: n % 50, edges: from },
    };
  });
}

async function text(executor: GraphExecutor): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of writeEntities(exportAll(new GraphExportReader(executor)), 'ndjson', {
    base: BASE,
  }))
    parts.push(part);
  return parts;
}

const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> => {
  const began = performance.now();
  const result = await work();
  return { ms: performance.now() - began, result };
};
const say = (what: string, count: number, ms: number): void =>
  console.log(
    `${what.padEnd(40)} ${Math.round(count / (ms / 1000))
      .toLocaleString('en')
      .padStart(8)} documents/s`,
  );

const source = await open();
await syncInto(source, { service: 'warehouse', masters: ['Column'], documents: documents() });
const exported = await text(source);
await source.close();

const read: ReadEntity[] = [];
const reading = await timed(async () => {
  for await (const thing of readExport(() => exported, { form: 'ndjson' })) read.push(thing);
});
say('reading alone', read.length, reading.ms);

const bare = await open();
const entities = read.flatMap(({ entity }) => entity ?? []);
const writing = await timed(async () => {
  for (const kind of new Set(entities.map((entity) => entity.kind))) {
    const own = entities.filter((entity) => entity.kind === kind);
    for (let at = 0; at < own.length; at += BATCH) {
      const rows = own
        .slice(at, at + BATCH)
        .map(({ document, ...entity }) => entityRow({ ...entity, effective: document }));
      await bare.write((tx) => tx.run(upsertEntities[kind], { rows, now: '' }));
    }
  }
  const edges = entities.flatMap((entity) => entity.edges);
  for (let at = 0; at < edges.length; at += BATCH) {
    const rows = edges
      .slice(at, at + BATCH)
      .map(({ properties, since, ...edge }) => ({ ...edge, props: { ...properties, since } }));
    await bare.write((tx) => tx.run(upsertEdges.DERIVED_FROM, { rows, now: '' }));
  }
});
say('bare writer of the same rows', read.length, writing.ms);
await bare.close();
read.length = 0;
entities.length = 0;

const target = await open();
const before = process.memoryUsage.rss();
let peak = before;
const importing = await timed(() =>
  importExport(
    new GraphImportStore(target),
    readExport(() => exported, { form: 'ndjson' }),
    {
      actor: 'bench',
      onProgress: () => (peak = Math.max(peak, process.memoryUsage.rss())),
    },
  ),
);
const { state, written } = importing.result;
say('import', written, importing.ms);
console.log(
  `${state}; ${(writing.ms / importing.ms).toFixed(2)} of the bare writer; RSS grew by ${Math.round((peak - before) / 1e6)} MB`,
);
const again = await text(target);
const isSame = again.length === exported.length && again.every((part, index) => part === exported[index]);
console.log(isSame ? 'exported again, it is identical' : 'EXPORTED AGAIN, IT DIFFERS');
await target.close();
