import pc from 'picocolors';
import { coloured, counted, label } from './text.js';

/** What GraphQL's `Answer` carries, as commands ask for it. */
export interface AnswerData {
  readonly complete: boolean;
  readonly hidden: number;
  readonly cut: readonly {
    readonly reason: string;
    readonly beyond: number;
    readonly at: readonly string[];
  }[];
  readonly sources: readonly {
    readonly service: string;
    readonly lastSync: string | null;
    readonly outcome: string | null;
    readonly lastComplete: string | null;
  }[];
}

export const ANSWER_FIELDS = `answer { complete hidden cut { reason beyond at } sources { service lastSync outcome lastComplete } }`;

/** What an answer says of itself: whether it is whole, and how fresh what it rests on is. */
export function answerLines({ complete, cut, hidden, sources }: AnswerData): string[] {
  const whole = complete ? pc.green('This answer is complete.') : pc.yellow('This answer is not complete.');
  const cuts = cut.map(({ reason, beyond, at }) => {
    const edge = at.slice(0, 3).map(label).join(', ');
    return `  cut (${reason}): ${counted(beyond, 'further thing')} in sight; ask on from ${edge}`;
  });
  const unseen = hidden > 0 ? [`  ${counted(hidden, 'thing')} hidden: you may not see them`] : [];
  const rests = sources.map(({ service, lastSync, outcome }) =>
    lastSync
      ? `  ${service}: synced ${lastSync} ${coloured(outcome ?? '')}`
      : `  ${service}: ${pc.yellow('never synced')}`,
  );
  return [whole, ...cuts, ...unseen, ...(rests.length > 0 ? ['It rests on:', ...rests] : [])];
}
