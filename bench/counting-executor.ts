import type {
  EngineInfo,
  GraphExecutor,
  ReadOptions,
  Transaction,
  WriteCounters,
} from '../src/graph/executor.js';
import type { Query } from '../src/graph/query.js';

/** Hands everything on, and notes which statements were sent: on Neo4j each of them is a transaction of its own. */
export class CountingExecutor implements GraphExecutor {
  private sent: string[] = [];

  constructor(private readonly executor: GraphExecutor) {}

  get info(): EngineInfo {
    return this.executor.info;
  }

  /** The names of the statements sent since it was last asked. */
  take(): string[] {
    const { sent } = this;
    this.sent = [];
    return sent;
  }

  get writes(): number {
    return this.executor.writes;
  }

  read<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
    options?: ReadOptions,
  ): Promise<Row[]> {
    this.sent.push(query.name);
    return this.executor.read(query, params, options);
  }

  write<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }> {
    return this.executor.write(work);
  }

  runSchema(text: string): Promise<void> {
    return this.executor.runSchema(text);
  }

  close(): Promise<void> {
    return this.executor.close();
  }
}
