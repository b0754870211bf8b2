import type { Fact, Verdict } from './difference.js';
import { directionOf } from './metric-direction.js';

export interface Judgement {
  readonly verdict: Verdict;
  readonly because: string;
}

/** Whether a metric became better, by the direction that its name tells. Nothing for what is no metric's value. */
export function judgeMetric(before: Fact | undefined, after: Fact | undefined): Judgement | undefined {
  const metric = (before ?? after)?.metric;
  if (!metric) return undefined;
  if (!before || !after) return unknown('only one side has it');
  if (before.metric?.unit !== after.metric?.unit) return unknown('the units differ');
  const [was, is] = [before.number, after.number];
  if (before.text === after.text || (was !== undefined && was === is))
    return { verdict: 'SAME', because: 'the values are equal' };
  if (was === undefined || is === undefined) return unknown('a value is no number');
  const known = directionOf(metric.name, metric.kind);
  if (!known) return unknown('its name does not tell which way is better');
  const rose = is > was;
  return {
    verdict: rose === (known.direction === 'HIGHER') ? 'BETTER' : 'WORSE',
    because: `${known.direction.toLowerCase()} is better: ${known.by}`,
  };
}

const unknown = (because: string): Judgement => ({ verdict: 'UNKNOWN', because });
