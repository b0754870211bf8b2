import pc from 'picocolors';
import { ANSWER_FIELDS, answerLines, type AnswerData, type GoingOn } from './answer-lines.js';
import { EDGE_FIELDS, edgeNote, stopsOf, type EdgeData } from './edge.js';
import { counted, label } from './text.js';

export const TRACE_QUERY = `query Trace($from: ID!, $to: ID!, $asOf: DateTime, $seconds: Float, $first: Int) {
  from: entity(id: $from) { id kind }
  to: entity(id: $to) { id kind }
  trace(from: $from, to: $to, asOf: $asOf, seconds: $seconds, first: $first) {
    paths { ${EDGE_FIELDS} }
    more
    ${ANSWER_FIELDS}
  }
}`;

export interface TraceData {
  readonly from: { readonly id: string };
  readonly to: { readonly id: string };
  readonly trace: {
    readonly paths: readonly (readonly EdgeData[])[];
    readonly more: boolean;
    readonly answer: AnswerData;
  };
}

/** How it was asked, and the commands that go on. */
export interface TraceAsked {
  readonly asOf?: string;
  /** The same with more ways. */
  readonly more?: string;
  readonly goingOn?: GoingOn;
}

export function traceLines({ from, to, trace }: TraceData, asked: TraceAsked = {}): string[] {
  const { paths, more, answer } = trace;
  const when = asked.asOf === undefined ? '' : `, as of ${asked.asOf}`;
  const heading = pc.bold(`${label(from.id)} … ${label(to.id)}${when}`);
  const self = ['', ...answerLines(answer, asked.goingOn)];
  if (paths.length === 0) {
    const none = answer.complete
      ? 'No way between them is known, in either direction.'
      : 'No way between them was found so far, in either direction.';
    return [heading, none, ...self];
  }
  const total = `${counted(paths.length, 'way')}, the shortest of ${counted(paths[0]?.length ?? 0, 'edge')}`;
  const ways = paths.flatMap((path, index) => [
    pc.dim(`${index + 1}. ${counted(path.length, 'edge')}`),
    `   ${label(from.id)}`,
    ...stopsOf(path, from.id)
      .slice(1)
      .map((id, step) => `   ${pc.dim('→')} ${pc.bold(label(id))}  ${edgeNote(path[step] as EdgeData, id)}`),
  ]);
  const others = answer.complete ? 'There are no others.' : 'There may be others.';
  const rest = more ? `There are more: ${asked.more ?? '--first N shows up to 100'}` : others;
  return [heading, pc.dim(more ? `${total}; there are more` : total), ...ways, rest, ...self];
}
