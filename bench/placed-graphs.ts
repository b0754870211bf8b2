import { column, columnId, dashboard, deployment, table, tableId, version, type Thing } from './documents.js';
import { Random } from './random.js';

/** A sub-graph of known extent, with nothing of the rest hanging on it in the direction that is asked. */
export interface PlacedGraph {
  /** The part of the work that it is for, where the work has parts. */
  readonly part?: string;
  /** The thing to ask about. */
  readonly start: string;
  /** Where the ways from the start lead, in a graph that is asked for ways. */
  readonly end?: string;
  /** Things in the answer. */
  readonly answers: number;
}

/** The same with what is to be loaded, which nobody needs to hold afterwards. */
export interface Placement extends PlacedGraph {
  readonly things: readonly Thing[];
}

const FEATURES = 47;
const COLUMNS_PER_TABLE = 24;

/**
 * A deployment whose lineage, three edges upstream, has exactly 100 things: itself, the version, the run, two
 * training tables, 47 features and the 48 columns they are made from. More lies behind the columns, so the
 * answer really is cut there.
 *
 * Both tables are reached by what was trained on them, and all columns only at the last level: here the rule
 * that column detail goes before table-level edges changes nothing, and the plain closure is the same set.
 */
export function placeLineage(): Placement {
  const things: Thing[] = [];
  const columns: string[] = [];
  const tables = ['shop.w1_orders', 'shop.w1_customers'];
  for (const name of tables) {
    const raw = `${name}_raw`;
    things.push(table(name), table(raw));
    for (let index = 0; index < COLUMNS_PER_TABLE; index += 1) {
      const source = column(raw, `c${index}`);
      const made = column(name, `c${index}`, [source.id]);
      // Every fourth column is also made from its neighbour: an edge among things of the last level.
      if (index % 4 === 1)
        made.edges.push({ type: 'DERIVED_FROM', upstream: columnId(name, `c${index - 1}`) });
      things.push(source, made);
      columns.push(made.id);
    }
  }
  const trained = version({
    model: 'w1_model',
    version: '1',
    features: featuresOver(columns),
    trainedOn: tables.map(tableId),
    run: true,
  });
  const start = deployment('w1-endpoint', trained.at(-1)?.id ?? '');
  things.push(...trained, start);
  return { start: start.id, answers: 100, things };
}

/** One column each; every fifth shares another with its neighbour, and the last takes what is left. */
const featuresOver = (columns: readonly string[]): string[][] =>
  Array.from({ length: FEATURES }, (_, index) => {
    if (index === FEATURES - 1) return columns.slice(index);
    return columns.slice(index % 5 === 1 ? index - 1 : index, index + 1);
  });

const FEATURES_PER_VERSION = 4;
const DEEPEST = 12;

/**
 * A source column with exactly `size` things downstream: columns of tables over up to 12 hops with hubs,
 * diamonds and cycles, and versions, deployments, prediction tables and dashboards at their ends.
 *
 * All columns of a table lie equally far from the start, and every version takes features from the table it
 * was trained on: here the rule that column detail goes before table-level edges leads to the same things, at
 * the same distance, as the plain closure.
 */
export function placeClosure(name: string, size: number, seed: number): Placement {
  const source = `shop.${name}_source`;
  const start = column(source, 'c0');
  const closure = new Closure(name, new Random(seed), start, size);
  return { start: start.id, answers: size, things: [table(source), start, ...closure.fill()] };
}

class Closure {
  private readonly things: Thing[] = [];
  /** Columns by their distance from the start. */
  private readonly layers: Thing[][];
  private readonly width: number;
  private left: number;
  private made = 0;

  constructor(
    private readonly name: string,
    private readonly random: Random,
    private readonly start: Thing,
    size: number,
  ) {
    this.layers = [[start]];
    this.left = size;
    this.width = Math.min(8, Math.ceil(size / 10));
  }

  fill(): Thing[] {
    while (this.left > 0) {
      if (this.left === 1) {
        this.add([dashboard(`${this.name} last`, [this.start.id])]);
        break;
      }
      const columns = this.addTable(Math.min(this.width, this.left - 1));
      const room = this.left >= FEATURES_PER_VERSION + 4;
      if (room && this.made % 4 === 1) this.addConsumers(columns);
    }
    this.addCycles();
    return this.things;
  }

  private add(things: readonly Thing[]): void {
    this.things.push(...things);
    this.left -= things.length;
  }

  /** A table whose columns all lie in one layer: each is made from one or two of the layer before. */
  private addTable(width: number): Thing[] {
    this.made += 1;
    const layer = Math.min(this.random.between(1, this.layers.length), DEEPEST);
    const before = this.layers[layer - 1] ?? [this.start];
    const table_ = `shop.${this.name}_t${this.made}`;
    const columns = Array.from({ length: width }, (_, index) => {
      const sources = [this.random.zipf(before).id];
      if (this.random.chance(0.3)) sources.push(this.random.pick(before).id);
      return column(table_, `c${index}`, sources);
    });
    (this.layers[layer] ??= []).push(...columns);
    this.add([table(table_), ...columns]);
    return columns;
  }

  private addConsumers(columns: readonly Thing[]): void {
    const label = `${this.name}_${this.made}`;
    const trained = version({
      model: label,
      version: '1',
      features: Array.from({ length: FEATURES_PER_VERSION }, () => [this.random.pick(columns).id]),
      trainedOn: [tableId(`shop.${this.name}_t${this.made}`)],
    });
    const endpoint = deployment(`${label}-endpoint`, trained.at(-1)?.id ?? '');
    const predictions = table(`shop.${label}_predictions`, [endpoint.id]);
    this.add([...trained, endpoint, predictions, dashboard(`${label} dashboard`, [predictions.id])]);
  }

  /** Feeds columns from ones that lie further away: one in a hundred, where there are so many. */
  private addCycles(): void {
    const near = this.layers[1] ?? [];
    const far = this.layers.at(-1) ?? [];
    if (this.layers.length < 3) return;
    for (let count = Math.floor(this.things.length / 100); count > 0; count -= 1) {
      const { edges } = this.random.pick(near);
      const upstream = this.random.pick(far).id;
      if (!edges.some((edge) => edge.upstream === upstream)) edges.push({ type: 'DERIVED_FROM', upstream });
    }
  }
}
