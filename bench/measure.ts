import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export type Arm = () => Promise<unknown>;

export interface Measured {
  /** Medians over the repeats, in ms per call. */
  readonly ours: number;
  readonly other: number;
  /** Of the medians. */
  readonly ratio: number;
  /** Lowest and highest over the repeats; of the ratio, over the pairs that ran one after the other. */
  readonly spread: Readonly<Record<'ours' | 'other' | 'ratio', readonly [number, number]>>;
  /** Longest time that this process could do nothing else, while Headwater's arm ran. */
  readonly blockedMs: number;
  /** Most memory that Headwater's arm took beyond what was in use before it. */
  readonly rssGrowthMiB: number;
}

export interface Plan {
  readonly repeats: number;
  /** Calls of one repeat, whose median is the repeat's time: many where a call takes milliseconds, fewer where it turns out to take seconds. */
  readonly calls: number;
  readonly signal: AbortSignal;
}

const WARM_UP_MS = 3000;
const WARM_UP_CALLS = 200;
/** No further call of a repeat begins after that. */
const LONGEST_REPEAT_MS = 3000;
const RESOLUTION_MS = 5;

/**
 * Runs two arms by turns, A B A B, so that whatever else the machine does falls on both. What they answer is
 * checked elsewhere: here nothing but the asking is timed.
 */
export async function measure(ours: Arm, other: Arm, plan: Plan): Promise<Measured> {
  await warmUp([ours, other], plan.signal);
  const times = { ours: [] as number[], other: [] as number[] };
  const watch = watchProcess();
  for (let repeat = 0; repeat < plan.repeats; repeat += 1) {
    watch.resume();
    times.ours.push(await timeOf(ours, plan));
    watch.pause();
    times.other.push(await timeOf(other, plan));
  }
  const ratios = times.ours.map((time, index) => time / (times.other[index] ?? NaN));
  const [mine, theirs] = [median(times.ours), median(times.other)];
  return {
    ours: mine,
    other: theirs,
    ratio: mine / theirs,
    spread: { ours: range(times.ours), other: range(times.other), ratio: range(ratios) },
    ...watch.end(),
  };
}

/** By turns as well, until both have run often enough to be compiled and cached, or long enough. */
async function warmUp(arms: readonly Arm[], signal: AbortSignal): Promise<void> {
  const began = performance.now();
  for (let call = 0; call < WARM_UP_CALLS; call += 1) {
    for (const arm of arms) {
      signal.throwIfAborted();
      await arm();
    }
    if (call > 0 && performance.now() - began > WARM_UP_MS) return;
  }
}

async function timeOf(arm: Arm, { calls, signal }: Plan): Promise<number> {
  const times: number[] = [];
  const repeatBegan = performance.now();
  for (let call = 0; call < calls; call += 1) {
    signal.throwIfAborted();
    if (call > 0 && performance.now() - repeatBegan > LONGEST_REPEAT_MS) break;
    const began = performance.now();
    await arm();
    times.push(performance.now() - began);
  }
  return median(times);
}

/** What one call takes in memory beyond what was in use before it: of the first call, before another arm left garbage. */
export async function rssGrowthOf(arm: Arm): Promise<number> {
  const watch = watchProcess();
  watch.resume();
  await arm();
  watch.pause();
  return watch.end().rssGrowthMiB;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function watchProcess() {
  let before = 0;
  let growth = 0;
  let blocked = 0;
  let delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    growth = Math.max(growth, process.memoryUsage.rss() - before);
  };
  return {
    resume(): void {
      // The garbage of the other arm would hide what this one takes.
      collectGarbage();
      before = process.memoryUsage.rss();
      // An arm that fails must not leave something behind that keeps the process from ending.
      timer = setInterval(look, 20).unref();
      // A new one each time: one that was paused would count the pause as a delay.
      delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
      delay.enable();
    },
    pause(): void {
      delay.disable();
      blocked = Math.max(blocked, delay.max / 1e6 - RESOLUTION_MS);
      clearInterval(timer);
      look();
    },
    end: () => ({ blockedMs: Math.max(blocked, 0), rssGrowthMiB: growth / 2 ** 20 }),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1] ?? NaN, sorted[middle] ?? NaN];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

const range = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
