import { PastReader } from '../catalog/history/past.reader.js';
import type {
  Ahead,
  Direction,
  Hop,
  HopsRead,
  LineageReader,
  NodeFacts,
  Pair,
  ReadingTerms,
  SourceFreshness,
} from '../catalog/lineage/lineage.reader.js';
import { entityId, kindOf, parseId } from '../model/entity-id.js';
import { groupBy } from '../group-by.js';
import type { GraphExecutor } from './executor.js';
import { GraphEntityReader } from './graph-entity.reader.js';
import { GraphHistoryReader } from './graph-history.reader.js';
import { factsOf, hopOfWords, hopsOf, thingsOf } from './lineage-codec.js';
import { columnDetail, columnDetailAt, detailForm } from './queries/column-detail.js';
import { edgeWords, edgeWordsAt } from './queries/edge-words.js';
import {
  columnsOfTables,
  columnsOfTablesAt,
  hopsDownstream,
  hopsDownstreamAt,
  hopsUpstream,
  hopsUpstreamAt,
} from './queries/lineage-hops.js';
import { nodeSummaries, type NodeSummaryRow } from './queries/node-summaries.js';
import { RUNS_LOOKED_AT, syncRunsOf } from './queries/sync-runs.js';
import type { Query } from './query.js';

/** Lineage as it is, or, under a moment, as it stood. */
export class GraphLineageReader implements LineageReader {
  constructor(
    private readonly executor: GraphExecutor,
    private readonly terms: ReadingTerms = {},
  ) {}

  revision(): number {
    return this.executor.writes;
  }

  under(terms: ReadingTerms): LineageReader {
    return new GraphLineageReader(this.executor, { ...this.terms, ...terms });
  }

  async hops(ids: readonly string[], direction: Direction, ahead: Ahead): Promise<HopsRead> {
    const down = direction === 'DOWNSTREAM';
    const { asOf: at } = this.terms;
    const params = { ids: [...ids] };
    if (at !== undefined) {
      const rows = await this.read(down ? hopsDownstreamAt : hopsUpstreamAt, { ...params, at });
      // What is kept of the things is what they are now.
      return { hops: hopsOf(rows), ahead: 0, things: [] };
    }
    const rows = await this.read((down ? hopsDownstream : hopsUpstream)[`${ahead}`], params);
    const hops = hopsOf(rows);
    return { hops, ahead, things: thingsOf(rows, hops, down ? 'downstream' : 'upstream') };
  }

  async columnsOf(tables: readonly string[]): Promise<{ table: string; column: string }[]> {
    const { asOf: at } = this.terms;
    const params = { ids: [...tables] };
    return at === undefined
      ? this.read(columnsOfTables, params)
      : this.read(columnsOfTablesAt, { ...params, at });
  }

  async knownByColumns(pairs: readonly Pair[]): Promise<Pair[]> {
    const { asOf: at } = this.terms;
    const forms = groupBy(pairs, ({ downstream, upstream }) =>
      detailForm(kindOf(downstream), kindOf(upstream)),
    );
    const answers = [...forms].map(([form, same]) => {
      const params = { pairs: endsOf(same) };
      return at === undefined
        ? this.read(columnDetail[form], params)
        : this.read(columnDetailAt[form], { ...params, at });
    });
    return (await Promise.all(answers)).flat().filter(({ known }) => known);
  }

  async summaries(ids: readonly string[]): Promise<NodeFacts[]> {
    const { asOf: at } = this.terms;
    if (at !== undefined) return this.summariesAt(ids, at);
    const rows = await this.read(nodeSummaries, { ids: [...ids] });
    return rows.map(factsOf);
  }

  async words(pairs: readonly Pair[]): Promise<Hop[]> {
    const params = { pairs: endsOf(pairs) };
    const { asOf: at } = this.terms;
    const rows = await (at === undefined
      ? this.read(edgeWords, params)
      : this.read(edgeWordsAt, { ...params, at }));
    return rows.map(hopOfWords);
  }

  async freshness(services: readonly string[]): Promise<SourceFreshness[]> {
    const { asOf: at = null } = this.terms;
    const ids = services.map((service) => entityId('MLModelService', service));
    const rows = await this.read(syncRunsOf, { services: ids, at, n: RUNS_LOOKED_AT });
    return services.map((service): SourceFreshness => {
      const runs = rows.filter((row) => parseId(row.service).key[0] === service).map(({ n }) => n);
      const [last] = runs;
      if (!last) return { service };
      const complete = runs.find(({ state }) => state === 'COMPLETE');
      return {
        service,
        lastSync: String(last['endedAt']),
        outcome: String(last['state']),
        ...(complete ? { lastComplete: String(complete['endedAt']) } : {}),
      };
    });
  }

  private async summariesAt(ids: readonly string[], at: string): Promise<NodeFacts[]> {
    const entities = new GraphEntityReader(this.executor);
    const then = new PastReader(entities, new GraphHistoryReader(this.executor), at);
    return (await then.byIds(ids))
      .filter(({ until }) => typeof until !== 'string' || until > at)
      .map((record) => factsOf({ ...(record as unknown as NodeSummaryRow), until: null }));
  }

  private read<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    const ask = (): Promise<Row[]> => this.executor.read(query, params, this.terms);
    return this.terms.turn ? this.terms.turn(ask) : ask();
  }
}

const endsOf = (pairs: readonly Pair[]): { downstream: string; upstream: string }[] =>
  pairs.map(({ downstream, upstream }) => ({ downstream, upstream }));
