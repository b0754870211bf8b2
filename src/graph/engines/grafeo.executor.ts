import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import grafeo, {
  type CreateOptions,
  type GrafeoDB,
  type QueryResult,
  type Transaction as GrafeoTransaction,
} from '@grafeo-db/js';
import { HeadwaterError } from '../../errors.js';
import {
  NO_WRITES,
  type EngineInfo,
  type GraphExecutor,
  type ReadOptions,
  type Transaction,
  type WriteCounters,
} from '../executor.js';
import type { Query } from '../query.js';

/** The log is folded into the main file at this size, so that it stays small under nightly syncs. */
const CHECKPOINT_AT_BYTES = 16 * 1024 * 1024;

/** GQLSTATUS of a write that lost against another one: the work may be run again. */
const CONFLICT = '40000';
const MAX_ATTEMPTS = 5;

/**
 * The embedded engine. Two writers on one node would race (parallel MERGE can make an edge twice), so
 * every write goes through one queue; reads run beside it.
 */
export class GrafeoExecutor implements GraphExecutor {
  writes = 0;
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly db: GrafeoDB,
    readonly info: EngineInfo,
  ) {}

  /**
   * Opens (or makes) the graph in that directory; none: in memory. `shuffleUnordered` is for tests: rows
   * that no ORDER BY puts in order then come in any.
   * @throws IN_USE when another process holds it.
   */
  static open(directory?: string, options: { shuffleUnordered?: boolean } = {}): GrafeoExecutor {
    const info = { engine: 'embedded', version: 'Grafeo 0.6.0', location: directory ?? 'memory' } as const;
    if (!directory) return new GrafeoExecutor(grafeo.GrafeoDB.create(undefined, options), info);
    mkdirSync(directory, { recursive: true });
    const db = openFile(directory, options);
    db.setCheckpointTriggers({ walBytes: CHECKPOINT_AT_BYTES });
    return new GrafeoExecutor(db, info);
  }

  async read<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
    { signal }: ReadOptions = {},
  ): Promise<Row[]> {
    signal?.throwIfAborted();
    const result = await this.db.executeCypher(query.text, params);
    signal?.throwIfAborted();
    return result.length > MANY_ROWS ? rowsInParts<Row>(result) : rows<Row>(result);
  }

  async write<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }> {
    this.writes += 1;
    const turn = this.queue.then(() => this.writeWithRetry(work));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  async runSchema(text: string): Promise<void> {
    await this.db.executeCypher(text);
  }

  async close(): Promise<void> {
    await this.queue;
    this.db.close();
  }

  private async writeWithRetry<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }> {
    for (let attempt = 1; ; attempt += 1) {
      const transaction = new CountingTransaction(this.db.beginTransaction());
      try {
        const result = await work(transaction);
        transaction.commit();
        return { result, counters: transaction.counters };
      } catch (error) {
        // Without this the engine would keep the transaction usable and could commit half of it.
        transaction.rollback();
        if ((error as GrafeoFailure).gqlStatus !== CONFLICT || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }
}

interface GrafeoFailure extends Error {
  gqlStatus?: string;
}

function openFile(directory: string, options: CreateOptions): GrafeoDB {
  try {
    return grafeo.GrafeoDB.create(join(directory, 'graph.grafeo'), options);
  } catch (error) {
    const { message, gqlStatus } = error as GrafeoFailure;
    if (message.includes('GRAFEO-X001')) {
      throw new HeadwaterError(
        'IN_USE',
        `The catalog in ${directory} is in use by another process.`,
        { directory },
        { cause: error },
      );
    }
    const damaged = gqlStatus?.startsWith('GRAFEO-S') || message.includes('GRAFEO-S');
    const advice = damaged ? ' Restore it from an export, or move the directory away to begin anew.' : '';
    throw new HeadwaterError(
      'UNAVAILABLE',
      `The catalog in ${directory} cannot be opened: ${message}.${advice}`,
      { directory },
      { cause: error },
    );
  }
}

class CountingTransaction implements Transaction {
  counters: WriteCounters = { ...NO_WRITES };
  private open = true;

  constructor(private readonly tx: GrafeoTransaction) {}

  async run<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    const result = await this.tx.executeCypher(query.text, params);
    const counted = result.counters;
    this.counters.nodesCreated += counted.nodesCreated;
    this.counters.nodesDeleted += counted.nodesDeleted;
    this.counters.relationshipsCreated += counted.edgesCreated;
    this.counters.relationshipsDeleted += counted.edgesDeleted;
    this.counters.propertiesSet += counted.propertiesSet;
    this.counters.labelsAdded += counted.labelsAdded;
    return rows<Row>(result);
  }

  commit(): void {
    this.tx.commit();
    this.open = false;
  }

  rollback(): void {
    if (this.open) this.tx.rollback();
    this.open = false;
  }
}

/** Taking rows over blocks the process: of more than these, others get a turn in between. */
const MANY_ROWS = 15_000;
const ROWS_AT_ONCE = 5000;

async function rowsInParts<Row extends object>(result: QueryResult): Promise<Row[]> {
  const all: Row[] = [];
  for (let index = 0; index < result.length; index += 1) {
    if (index > 0 && index % ROWS_AT_ONCE === 0) await setImmediate();
    all.push(result.get(index) as Row);
  }
  return all;
}

/** Lists of values come over in half the time that the engine takes to name each of them. */
function rows<Row extends object>(result: QueryResult): Row[] {
  const { columns } = result;
  return result.rows().map((values) => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) row[columns[index] ?? ''] = values[index];
    return row as Row;
  });
}
