import { sortedBy } from '../lineage/page.js';
import { ASPECTS, type Aspect, type Difference, type Fact, type Verdict } from './difference.js';
import { judgeMetric } from './judge-metric.js';

/** How many differences of an aspect there are. */
export interface AspectTotal {
  readonly aspect: Aspect;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export type VerdictTotals = Readonly<Record<Lowercase<Verdict>, number>>;

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly totals: readonly AspectTotal[];
  /** Of all metrics that either side has, those that are the same among them. */
  readonly verdicts: VerdictTotals;
}

interface Pair {
  readonly key: string;
  readonly fact: Fact;
  readonly before: Fact | undefined;
  readonly after: Fact | undefined;
}

/** What differs between two sides, each fact known by its key. Swapping the sides mirrors the answer. */
export function compareFacts(before: readonly Fact[], after: readonly Fact[]): Comparison {
  const pairs = pairsOf(before, after);
  const gone = new Set(pairs.filter(isOneSided).map(({ key }) => key));
  const told = pairs.filter(
    (pair) => differs(pair) && !(isOneSided(pair) && pair.fact.toldBy?.some((key) => gone.has(key))),
  );
  const ordered = sortedBy(told, ({ key, fact: { aspect, name } }) => [ASPECTS.indexOf(aspect), name, key]);
  return {
    differences: ordered.map(differenceOf),
    totals: totalsOf(ordered),
    verdicts: verdictsOf(pairs),
  };
}

function pairsOf(before: readonly Fact[], after: readonly Fact[]): Pair[] {
  const [left, right] = [before, after].map((facts) => new Map(facts.map((fact) => [fact.key, fact])));
  return [...new Map([...after, ...before].map((fact) => [fact.key, fact]))].map(([key, fact]) => ({
    ...{ key, fact, before: left?.get(key), after: right?.get(key) },
  }));
}

const isOneSided = ({ before, after }: Pair): boolean => !before || !after;

const differs = ({ before, after }: Pair): boolean =>
  !before || !after || (before.whole ?? before.text) !== (after.whole ?? after.text);

function differenceOf({ fact, before, after }: Pair): Difference {
  return {
    ...{ aspect: fact.aspect, name: fact.name },
    ...(before ? { before: before.text } : {}),
    ...(after ? { after: after.text } : {}),
    ...deltaOf(before, after),
    ...judgeMetric(before, after),
    edgesBefore: before?.edges ?? [],
    edgesAfter: after?.edges ?? [],
  };
}

function deltaOf(before: Fact | undefined, after: Fact | undefined): { delta?: number } {
  if (before?.number === undefined || after?.number === undefined) return {};
  if (before.metric?.unit !== after.metric?.unit) return {};
  const delta = after.number - before.number;
  return Number.isFinite(delta) ? { delta } : {};
}

function totalsOf(pairs: readonly Pair[]): AspectTotal[] {
  return ASPECTS.flatMap((aspect) => {
    const own = pairs.filter(({ fact }) => fact.aspect === aspect);
    const added = own.filter((pair) => !pair.before).length;
    const removed = own.filter((pair) => !pair.after).length;
    return own.length === 0 ? [] : [{ aspect, added, removed, changed: own.length - added - removed }];
  });
}

function verdictsOf(pairs: readonly Pair[]): VerdictTotals {
  const judged = pairs.map(({ before, after }) => judgeMetric(before, after)?.verdict);
  const count = (verdict: Verdict): number => judged.filter((found) => found === verdict).length;
  return {
    ...{ better: count('BETTER'), worse: count('WORSE') },
    ...{ same: count('SAME'), unknown: count('UNKNOWN') },
  };
}
