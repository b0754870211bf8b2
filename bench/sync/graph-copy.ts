import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { BareEngine } from './sync-target.js';

type Row = Record<string, unknown>;

/** A copy of all nodes and edges of a catalog, in a file: as many as may be, it needs no memory. */
export interface GraphCopy {
  readonly file: string;
  readonly nodes: number;
  readonly edges: number;
  /** Of what the catalog says of which thing. */
  readonly hash: string;
}

/** Written together, in one transaction, as the product does. */
const BATCH = 1000;
const NODES = 'MATCH (n) WHERE n:Entity OR n:Change RETURN labels(n) AS labels, properties(n) AS props';
const EDGES =
  'MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS from, b.id AS to, type(r) AS type, properties(r) AS props';

/** The first line of each group says by which text its rows are written. */
export async function copyGraph(engine: BareEngine, file: string): Promise<GraphCopy> {
  const out = createWriteStream(file);
  const waiting = new Map<string, Row[]>();
  const hash: string[] = [];
  const counts = { nodes: 0, edges: 0 };
  const add = async (text: string, row: Row): Promise<void> => {
    const rows = waiting.get(text) ?? [];
    waiting.set(text, rows);
    if (rows.push(row) === BATCH) await put(text);
  };
  const put = async (text: string): Promise<void> => {
    const rows = waiting.get(text) ?? [];
    waiting.delete(text);
    if (!out.write(`${JSON.stringify({ text, rows })}\n`)) await once(out, 'drain');
  };
  for await (const { labels, props } of engine.read(NODES)) {
    const { id, claimHashes } = props as Row;
    if (claimHashes && !(labels as string[]).includes('SyncRun'))
      hash.push(JSON.stringify([id, claimHashes]));
    counts.nodes += 1;
    await add(nodeText(labels as string[]), { props });
  }
  for (const text of waiting.keys()) await put(text);
  for await (const { type, ...row } of engine.read(EDGES)) {
    counts.edges += 1;
    await add(edgeText(String(type)), row);
  }
  for (const text of waiting.keys()) await put(text);
  out.end();
  await once(out, 'finish');
  const digest = createHash('sha256').update(JSON.stringify(hash.sort())).digest('hex').slice(0, 16);
  return { file, ...counts, hash: digest };
}

/** Writes a copy into an empty catalog, with nothing compared and nothing checked. @returns ms, of writing alone. */
export async function writeBare(engine: BareEngine, { file }: GraphCopy): Promise<number> {
  let spent = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const { text, rows } = JSON.parse(line) as { text: string; rows: Row[] };
    const prepared = engine.prepared(rows);
    const began = performance.now();
    await engine.write(text, prepared);
    spent += performance.now() - began;
  }
  return spent;
}

const nodeText = (labels: readonly string[]): string =>
  `UNWIND $rows AS row CREATE (n:${[...labels].sort().join(':')}) SET n = row.props`;

const edgeText = (type: string): string =>
  `UNWIND $rows AS row MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) CREATE (a)-[r:${type}]->(b) SET r = row.props`;
