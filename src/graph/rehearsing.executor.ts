import type { EngineInfo, GraphExecutor, ReadOptions, Transaction } from './executor.js';
import { NO_WRITES, type WriteCounters } from './executor.js';
import type { Query } from './query.js';
import { STATED_TYPES, type StatedRelation } from '../model/relations.js';
import { endedEdgesFrom, endedEdgesInto, setEnd } from './queries/end-entities.js';
import { entitiesByIds } from './queries/entities-by-ids.js';
import { lockEntities } from './queries/lock-entities.js';
import { edgesStatedBy, upsertEdges, type EdgeRow, type StatedEdgeRow } from './queries/stated-edges.js';

/**
 * Answers as the graph stands and writes nothing, so that the very code that writes tells what it would write. It
 * takes no locks. Of what was written to it, it remembers what is met again: what has ended, and what came back.
 */
export class RehearsingExecutor implements GraphExecutor {
  readonly writes = 0;
  private readonly ends = new Map<string, { until: string | null; endedBy: string | null }>();
  private readonly takenUp = new Map<string, StatedEdgeRow[]>();

  constructor(private readonly executor: GraphExecutor) {}

  get info(): EngineInfo {
    return this.executor.info;
  }

  read<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
    options?: ReadOptions,
  ): Promise<Row[]> {
    return this.executor.read(query, params, options);
  }

  async write<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }> {
    const result = await work({ run: (query, params) => this.run(query, params) });
    return { result, counters: { ...NO_WRITES } };
  }

  runSchema(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async run<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    const asked = { name: query.name, params: params as unknown };
    if (isOf(asked, lockEntities)) return (await this.stored(asked.params)) as Row[];
    if (isOf(asked, setEnd)) this.rememberEnds(asked.params);
    if (isOf(asked, endedEdgesFrom) || isOf(asked, endedEdgesInto))
      return this.executor.read(query, { ...params, revived: this.revived() });
    if (isOf(asked, edgesStatedBy))
      return [...(await this.executor.read(query, params)), ...(this.takenUpBy(asked.params) as Row[])];
    for (const type of STATED_TYPES)
      if (isOf(asked, upsertEdges[type])) this.rememberTakenUp(type, asked.params.rows);
    return query.access === 'read' ? this.executor.read(query, params) : [];
  }

  private async stored({ ids }: { ids: string[] }): Promise<{ n: Record<string, unknown> }[]> {
    const rows = await this.executor.read(entitiesByIds, { ids });
    return rows.map(({ n }) => ({ n: { ...n, ...this.ends.get(String(n['id'])) } }));
  }

  private rememberEnds({ rows, until, endedBy }: ParamsOf<typeof setEnd>): void {
    for (const { id } of rows) this.ends.set(id, { until, endedBy });
  }

  private revived(): string[] {
    return [...this.ends].filter(([, { until }]) => until === null).map(([id]) => id);
  }

  /** Edges that a thing brings back with it: what its source states of them is compared with these, too. */
  private rememberTakenUp(type: StatedRelation, rows: readonly EdgeRow[]): void {
    for (const { downstream, upstream, by, via, props } of rows) {
      if (!this.ends.has(downstream) && !this.ends.has(upstream)) continue;
      const known = this.takenUp.get(downstream) ?? [];
      this.takenUp.set(downstream, [...known, { downstream, type, upstream, edge: { ...props, by, via } }]);
    }
  }

  private takenUpBy({ ids, by }: ParamsOf<typeof edgesStatedBy>): StatedEdgeRow[] {
    return ids.flatMap((id) => (this.takenUp.get(id) ?? []).filter(({ edge }) => edge['by'] === by));
  }
}

type ParamsOf<Q> = Q extends Query<infer Params, infer _Row> ? Params : never;

/** Whether it is a call of that text; then its parameters are that text's. */
const isOf = <Params extends object, Row extends object>(
  asked: { readonly name: string; readonly params: unknown },
  query: Query<Params, Row>,
): asked is { readonly name: string; readonly params: Params } => asked.name === query.name;
