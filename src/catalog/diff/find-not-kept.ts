import type { EntityRecord } from '../browse/entity-record.js';
import type { HistoryReader } from '../history/history.reader.js';
import type { DiffRequest } from './find-diff.js';

/** What a comparison with the past cannot tell, because the catalog keeps no past of it. */
export async function findNotKept(
  history: HistoryReader,
  { kind, id }: EntityRecord,
  { b = id, from, to, now }: DiffRequest,
): Promise<string[]> {
  if (from === undefined && to === undefined) return [];
  const series = ['MLModelVersion', 'Metric'].includes(kind)
    ? [
        'Of a metric the last value of each moment is kept; its series is only known as it is now and is not compared.',
      ]
    : [];
  const altered = from === undefined || b !== id ? [] : await alteredEdges(history, id, from, to ?? now);
  return [
    ...series,
    'Of an edge it is kept when it held. What it said of itself (how it is stated, its rule, its digest) is only known as it was said last.',
    ...altered.map(
      ({ type, upstream, at }) =>
        `${type} ${upstream} says something else since ${at}: what it said before is not kept.`,
    ),
    'What was purged has left no trace on either side.',
  ];
}

/** The edges from a thing that said something else in between, each with the last time at which it changed its word. */
async function alteredEdges(history: HistoryReader, id: string, from: string, to: string) {
  const changes = await history.changesAfter([id], from);
  const altered = changes
    .filter(({ at }) => at <= to)
    .sort((a, b) => a.revision - b.revision)
    .flatMap(({ at, edges }) =>
      edges.flatMap(({ change, type, upstream }) => (change === 'ALTERED' ? [{ type, upstream, at }] : [])),
    );
  const last = new Map(altered.map((edge) => [JSON.stringify([edge.type, edge.upstream]), edge]));
  return [...last.values()].sort((a, b) => (a.upstream < b.upstream ? -1 : a.upstream > b.upstream ? 1 : 0));
}
