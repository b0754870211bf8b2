import { measure, rssGrowthOf } from './measure.js';
import { progress } from './progress.js';
import type { ResultRow } from './report.js';
import { assertSameRows, hashRows } from './rows.js';
import type { Sent } from './statement-log.js';
import type { Subject } from './subject.js';
import type { Case } from './works/work.js';

export interface CasePlan {
  readonly size: number;
  readonly repeats: number;
  readonly signal: AbortSignal;
}

/** Counts what one answer takes, checks that both arms answer the same, and only then times them. */
export async function runCase(
  asked: Case,
  subject: Subject,
  { size, repeats, signal }: CasePlan,
): Promise<ResultRow> {
  const { work, against = 'raw', goal, limits, growth, answers, calls } = asked;
  const { engine } = subject;
  const { sent, roundTrips, firstGrowth } = await gauge(asked, subject);
  const { ours, other } = await asked.rowsOf();
  assertSameRows(work, against, ours, other);
  const measured = await measure(asked.ours, asked.other, { repeats, calls, signal });
  const hits = asked.writes ? {} : await hitsOf(asked, subject, sent);
  progress(`${engine} ${work}: ${measured.ratio.toFixed(2)} × ${against}, by ${counted(sent)}`);
  return {
    ...{ work, engine, size, against, answers, goal, statements: sent.length },
    ...(limits ? { limits } : {}),
    ...(growth === undefined ? {} : { growth }),
    ...(roundTrips === undefined ? {} : { roundTrips }),
    ...hits,
    ...measured,
    rssGrowthMiB: Math.max(measured.rssGrowthMiB, firstGrowth),
    rowsHash: hashRows(ours),
  };
}

/**
 * The first answer of all takes most memory. What is counted is the one of the next that took least: now and then one
 * looks up again who is allowed to ask, which is no part of the question.
 */
async function gauge({ ours, writes, calls }: Case, { statements, neo4j }: Subject) {
  let firstGrowth = 0;
  const first = await statements.during(async () => {
    firstGrowth = await rssGrowthOf(ours);
  });
  if (writes) return { sent: first, firstGrowth };
  const counted: { sent: readonly Sent[]; roundTrips?: number }[] = [];
  for (let call = 0; call < (calls > 1 ? 3 : 1); call += 1) {
    neo4j?.roundTrips.take();
    const sent = await statements.during(ours);
    counted.push({ sent, ...(neo4j ? { roundTrips: neo4j.roundTrips.take() } : {}) });
  }
  const [least] = counted.sort((a, b) => a.sent.length - b.sent.length);
  return { sent: first, ...least, firstGrowth };
}

/** After the timing: a profiled plan is not the cached one. */
async function hitsOf(
  { other, against }: Case,
  { neo4j, rawStatements }: Subject,
  sent: readonly Sent[],
): Promise<{ dbHits?: number; otherDbHits?: number }> {
  if (!neo4j) return {};
  const raw = await rawStatements.during(other);
  return {
    dbHits: await neo4j.dbHits(sent),
    ...(raw.length > 0 || against === undefined ? { otherDbHits: await neo4j.dbHits(raw) } : {}),
  };
}

/** `3 × hops-upstream, 1 × sync-runs-of`. */
function counted(sent: readonly Sent[]): string {
  const counts = new Map<string, number>();
  for (const { name } of sent) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} × ${name}`).join(', ');
}
