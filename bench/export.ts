import 'reflect-metadata';
import { createServer, request, type Server } from 'node:http';
import { parseArgs } from 'node:util';
import jsonld from 'jsonld';
import { groupBy } from '../src/group-by.js';
import { ENTITY_KINDS } from '../src/model/entities.js';
import { load } from './load.js';
import { ENGINES, openSubject, type Engine, type Subject } from './subject.js';

/**
 * How many documents a second the export writes as NDJSON-LD over HTTP, beside a bare cursor over the same rows that
 * writes each with JSON.stringify to a socket, and beside jsonld.compact of a sample. Run it by `npm run bench:export`.
 */
const { values: options } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true, default: [...ENGINES] },
    size: { type: 'string', default: '10000,100000' },
    repeats: { type: 'string', default: '3' },
    slow: { type: 'boolean', default: false },
  },
});
const SAMPLE = 200;
const ROWS_AT_ONCE = 1000;
const IDS_AT_ONCE = 20_000;
const SLOW_BYTES_PER_SECOND = 1_000_000;
/** How long the slow reader is watched. */
const SLOW_MS = 20_000;
const signal = new AbortController().signal;

interface Taken {
  readonly documents: number;
  readonly bytes: number;
  readonly firstByteMs: number;
  readonly ms: number;
}

/** Reads an answer to its end, as fast as it comes; of the text nothing is kept. */
function take(url: string): Promise<Taken> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { headers: { accept: 'application/x-ndjson' } }, (response) => {
      let [documents, bytes, firstByteMs] = [0, 0, 0];
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) firstByteMs = performance.now() - began;
        bytes += chunk.length;
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) documents += 1;
      });
      response.on('end', () => resolve({ documents, bytes, firstByteMs, ms: performance.now() - began }));
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}

/**
 * The rows that the export is made of, and no more made of them: the things whole, the edges that start at them and
 * what they hold. On Neo4j one statement whose rows stream; the embedded engine has no cursor, so lots by id.
 */
async function* bareRows({ engine, raw, neo4j }: Subject, edges: boolean): AsyncGenerator<object> {
  if (engine === 'neo4j' && neo4j) {
    const session = neo4j.driver.session({ defaultAccessMode: 'READ', fetchSize: ROWS_AT_ONCE });
    const text = edges
      ? 'MATCH (n:Entity) RETURN n{.*} AS n, [(n)-[r]->(u:Entity) | [type(r), properties(r), u.id]] AS edges'
      : 'MATCH (n:Entity) RETURN n{.*} AS n';
    try {
      for await (const record of session.run(text)) yield record.toObject();
    } finally {
      await session.close();
    }
    return;
  }
  for (const kind of ENTITY_KINDS) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const text = `MATCH (n:${kind}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $n RETURN n.id AS id`;
      const ids: string[] = (await raw(text, { after, n: IDS_AT_ONCE })).map(({ id }) => String(id));
      for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
        const lot = { ids: ids.slice(start, start + ROWS_AT_ONCE) };
        const things = await raw('UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n{.*} AS n', lot);
        const found = edges
          ? await raw(
              'UNWIND $ids AS id MATCH (n:Entity {id: id})-[r]->(u:Entity) RETURN id, type(r) AS type, properties(r) AS edge, u.id AS upstream',
              lot,
            )
          : [];
        const byThing = groupBy(found, ({ id }) => id);
        for (const { n } of things) yield { n, edges: byThing.get((n as { id: string }).id) ?? [] };
      }
      after = ids.length < IDS_AT_ONCE ? undefined : ids.at(-1);
    }
  }
}

/** Each row with JSON.stringify to the socket, held back by it. */
async function bareServer(subject: Subject, edges: boolean): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    void (async () => {
      for await (const row of bareRows(subject, edges))
        if (!response.write(`${JSON.stringify(row)}\n`))
          await new Promise((resolve) => response.once('drain', resolve));
      response.end();
    })().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, server };
}

/** How much memory is taken on top while something runs, after what lay about was collected. */
async function grown<Result>(work: () => Promise<Result>): Promise<{ result: Result; mib: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const result = await work();
  clearInterval(timer);
  return { result, mib: (Math.max(peak, process.memoryUsage.rss()) - before) / 2 ** 20 };
}

/** The first documents through the reference processor, which compacts what expanding them gives. */
async function compactRate(url: string): Promise<number> {
  const text = await (
    await fetch(`${url}/export?kind=Column`, { headers: { accept: 'application/x-ndjson' } })
  ).text();
  const documents = text.split('\n').slice(0, SAMPLE).filter(Boolean);
  const began = performance.now();
  for (const line of documents) {
    const document = JSON.parse(line) as jsonld.JsonLdDocument & { '@context': jsonld.ContextDefinition };
    const context = document['@context'];
    await jsonld.compact(await jsonld.expand(document), context);
  }
  return documents.length / ((performance.now() - began) / 1000);
}

/** A reader that takes a megabyte a second: the export has to wait for it. */
function takeSlowly(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { accept: 'application/x-ndjson' } }, (response) => {
      let bytes = 0;
      const began = performance.now();
      const timer = setTimeout(() => asked.destroy(), SLOW_MS);
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        const due = began + (bytes / SLOW_BYTES_PER_SECOND) * 1000 - performance.now();
        if (due <= 0) return;
        response.pause();
        setTimeout(() => response.resume(), due);
      });
      response.on('close', () => {
        clearTimeout(timer);
        resolve(bytes);
      });
      response.on('error', () => undefined);
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET') reject(error);
    });
    asked.end();
  });
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const rate = ({ documents, ms }: Taken): number => documents / (ms / 1000);
const shown = (value: number): string =>
  (value < 10 ? value.toFixed(2) : Math.round(value).toString()).padStart(9);

async function measureAt(subject: Subject, size: number, repeats: number): Promise<void> {
  await load(subject.store, { size, seed: 1, placed: [] }, signal);
  const arms = {
    ours: `${subject.url}/export`,
    bare: '',
    things: '',
  };
  const bare = await bareServer(subject, true);
  const things = await bareServer(subject, false);
  Object.assign(arms, { bare: bare.url, things: things.url });
  const taken: Record<keyof typeof arms, Taken[]> = { ours: [], bare: [], things: [] };
  const growth: number[] = [];
  for (const url of Object.values(arms)) if (size <= 100_000) await take(url);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const { result, mib } = await grown(() => take(arms.ours));
    taken.ours.push(result);
    growth.push(mib);
    taken.bare.push(await take(arms.bare));
    taken.things.push(await take(arms.things));
  }
  bare.server.close();
  things.server.close();
  const [ours, cursor, plain] = [taken.ours, taken.bare, taken.things].map((all) =>
    median(all.map(rate)),
  ) as [number, number, number];
  const compact = await compactRate(subject.url);
  const [first] = taken.ours;
  const lines: [string, number][] = [
    ['documents', first?.documents ?? 0],
    ['bytes a document', (first?.bytes ?? 0) / (first?.documents ?? 1)],
    ['documents a second', ours],
    ['of a bare cursor over things and edges', cursor],
    ['ratio (goal 0.6)', ours / cursor],
    ['of a bare cursor over things alone', plain],
    ['ratio', ours / plain],
    ['of jsonld.compact', compact],
    ['times jsonld.compact (goal 10)', ours / compact],
    ['first byte, ms (goal 100)', median(taken.ours.map(({ firstByteMs }) => firstByteMs))],
    ['memory taken on top, MiB', median(growth)],
  ];
  if (options.slow) {
    const { result, mib } = await grown(() => takeSlowly(arms.ours));
    lines.push(['bytes a second of a slow reader', result / (SLOW_MS / 1000)], ['memory for it, MiB', mib]);
  }
  console.log(`\n${subject.engine}, ${size} things, ${repeats} repeats`);
  for (const [what, value] of lines) console.log(`  ${what.padEnd(44)}${shown(value)}`);
}

for (const engine of options.engine as Engine[]) {
  const subject = await openSubject(engine);
  try {
    for (const size of options.size.split(',').map(Number))
      await measureAt(subject, size, size > 100_000 ? 1 : Number(options.repeats));
  } finally {
    await subject.close();
  }
}
