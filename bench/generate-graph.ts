import type { EntityDocument } from '../src/model/document.js';
import { column, columnId, dashboard, deployment, table, tableId, version, type Thing } from './documents.js';
import { Random } from './random.js';

const COLUMNS = 8;
/** Source columns that everything draws from; by Zipf, the first of them become hubs. */
const SHARED_TABLES = 25;
const SHORTEST_CHAIN = 3;
const LONGEST_CHAIN = 12;

/**
 * A catalog of about `size` things: strands of tables whose columns are made from each other over 3 to 12
 * hops, drawing on shared source columns (hubs) and joining again (diamonds), some of them fed by their own
 * end (cycles), and at the end of each a model that is trained on it, and often serves a prediction table
 * that a dashboard shows. Yields document by document, so that a million of them need no memory.
 */
export function* generateGraph(size: number, seed: number): Generator<EntityDocument> {
  const random = new Random(seed);
  let made = 0;
  const shared: string[] = [];
  for (let index = 0; index < SHARED_TABLES && made < size; index += 1) {
    for (const { document, id } of sourceTable(`shop.source_${index}`)) {
      if (document.kind === 'Column') shared.push(id);
      yield document;
      made += 1;
    }
  }
  for (let strand = 0; made < size; strand += 1) {
    for (const { document } of strandOf(`s${strand}`, shared, random)) {
      if (made === size) return;
      yield document;
      made += 1;
    }
  }
}

const columnNames = Array.from({ length: COLUMNS }, (_, index) => `c${index}`);

const sourceTable = (name: string): Thing[] => [
  table(name),
  ...columnNames.map((columnName) => column(name, columnName)),
];

function strandOf(strand: string, shared: readonly string[], random: Random): Thing[] {
  const hops = random.between(SHORTEST_CHAIN, LONGEST_CHAIN);
  const nameOf = (hop: number): string => `shop.${strand}_t${hop}`;
  const loops = random.chance(0.1);
  const things: Thing[] = [];
  for (let hop = 1; hop <= hops; hop += 1) {
    things.push(table(nameOf(hop)));
    for (const [index, name] of columnNames.entries()) {
      const sources = hop === 1 ? [random.zipf(shared)] : [columnId(nameOf(hop - 1), name)];
      // A second column of the table before, which often has the same origin: a diamond.
      if (hop > 1 && random.chance(0.2)) sources.push(columnId(nameOf(hop - 1), random.pick(columnNames)));
      if (hop > 1 && random.chance(0.1)) sources.push(random.zipf(shared));
      if (hop === 1 && index === 0 && loops) sources.push(columnId(nameOf(hops), name));
      things.push(column(nameOf(hop), name, sources));
    }
  }
  return [...things, ...consumersOf(strand, nameOf(hops), random)];
}

function consumersOf(strand: string, source: string, random: Random): Thing[] {
  const versions = Array.from({ length: random.between(1, 3) }, (_, index) =>
    version({
      model: `model_${strand}`,
      version: String(index + 1),
      features: columnNames.slice(0, random.between(3, COLUMNS)).map((name) => [columnId(source, name)]),
      trainedOn: [tableId(source)],
      run: true,
    }),
  );
  const newest = versions.at(-1)?.at(-1);
  if (!newest || !random.chance(0.6)) return versions.flat();
  const endpoint = deployment(`${strand}-endpoint`, newest.id);
  const predictions = table(`shop.${strand}_predictions`, [endpoint.id]);
  return [...versions.flat(), endpoint, predictions, dashboard(`${strand} dashboard`, [predictions.id])];
}
