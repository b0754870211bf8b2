import type {
  EngineInfo,
  GraphExecutor,
  ReadOptions,
  Transaction,
  WriteCounters,
} from '../src/graph/executor.js';
import type { Query } from '../src/graph/query.js';
import { StatementLog } from './statement-log.js';

/** Hands everything on, and notes which statements were sent: on Neo4j each of them is a transaction of its own. */
export class CountingExecutor implements GraphExecutor {
  readonly log = new StatementLog();

  constructor(private readonly executor: GraphExecutor) {}

  get info(): EngineInfo {
    return this.executor.info;
  }

  get writes(): number {
    return this.executor.writes;
  }

  read<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
    options?: ReadOptions,
  ): Promise<Row[]> {
    this.log.note(query.name, query.text, params);
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
