import pc from 'picocolors';
import { coloured, counted, label, printable } from './text.js';

/** What GraphQL's `Answer` carries, as commands ask for it. */
export interface AnswerData {
  readonly complete: boolean;
  readonly hidden: number;
  readonly cut: readonly CutData[];
  readonly sources: readonly {
    readonly service: string;
    readonly lastSync: string | null;
    readonly outcome: string | null;
    readonly lastComplete: string | null;
  }[];
  readonly unknown: readonly UnknownData[];
}

export interface CutData {
  readonly reason: string;
  readonly beyond: number;
  readonly at: readonly string[];
}

interface UnknownData {
  readonly reason: string;
  readonly service: string | null;
  readonly total: number;
  readonly about: readonly string[];
  readonly message: string;
}

export const ANSWER_FIELDS = `answer { complete hidden cut { reason beyond at }
  sources { service lastSync outcome lastComplete }
  unknown { reason service total about message } }`;

/** The very command that goes on behind a cut, where there is one. */
export type GoingOn = (cut: CutData) => string | undefined;

/** Things that are named; the others are counted. */
const NAMED = 3;

/** What an answer says of itself: whether it is whole, where nothing is known, and how fresh what it rests on is. */
export function answerLines(
  { complete, cut, hidden, sources, unknown }: AnswerData,
  goingOn: GoingOn = () => undefined,
): string[] {
  const whole = complete ? pc.green('This answer is complete.') : pc.yellow('This answer is not complete.');
  const unseen = hidden > 0 ? [`  ${counted(hidden, 'thing')} hidden: you may not see them`] : [];
  const rests = sources.map(sourceLine);
  return [
    whole,
    ...cut.flatMap((one) => cutLines(one, goingOn(one))),
    ...unseen,
    ...unknown.map(unknownLine),
    ...(rests.length > 0 ? ['It rests on:', ...rests] : []),
  ];
}

function cutLines({ reason, beyond, at }: CutData, command: string | undefined): string[] {
  const sight = beyond > 0 ? `${counted(beyond, 'further thing')} in sight, ` : '';
  const first = `  cut (${reason}): ${sight}${named(at, at.length)} at the edge`;
  return command === undefined ? [first] : [first, `    go on: ${command}`];
}

const unknownLine = ({ about, total, message }: UnknownData): string =>
  `  ${pc.yellow('unknown')} ${named(about, total)}: ${printable(message, 400)}`;

function sourceLine({ service, lastSync, outcome, lastComplete }: AnswerData['sources'][number]): string {
  if (!lastSync) return `  ${printable(service)}: ${pc.yellow('never synced')}`;
  const whole = lastComplete ? `read whole ${lastComplete}` : 'never read whole';
  const behind = lastComplete === lastSync ? '' : pc.yellow(`, ${whole}`);
  return `  ${printable(service)}: synced ${lastSync} ${coloured(outcome ?? '')}${behind}`;
}

function named(ids: readonly string[], total: number): string {
  const more = total - Math.min(ids.length, NAMED);
  const first = ids.slice(0, NAMED).map(label).join(', ');
  return more > 0 ? `${first} and ${more.toLocaleString('en')} more` : first;
}
