import pc from 'picocolors';
import { ANSWER_FIELDS, answerLines, type AnswerData } from './answer-lines.js';
import { EDGE_FIELDS, edgeNote, stopsOf, type EdgeData } from './edge.js';
import { label } from './text.js';

export const TRACE_QUERY = `query Trace($from: ID!, $to: ID!, $first: Int) {
  from: entity(id: $from) { id kind }
  to: entity(id: $to) { id kind }
  trace(from: $from, to: $to, first: $first) {
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

export function traceLines({ from, to, trace }: TraceData): string[] {
  const heading = pc.bold(`${label(from.id)} … ${label(to.id)}`);
  if (trace.paths.length === 0) {
    return [heading, 'No way between them is known, in either direction.', '', ...answerLines(trace.answer)];
  }
  const paths = trace.paths.flatMap((path, index) => [
    pc.dim(`${index + 1}. ${path.length} edges`),
    `   ${label(from.id)}`,
    ...stopsOf(path, from.id)
      .slice(1)
      .map((id, step) => `   ${pc.dim('→')} ${pc.bold(label(id))}  ${edgeNote(path[step] as EdgeData, id)}`),
  ]);
  const more = trace.more ? ['There are more: --first N shows up to 100.'] : ['There are no others.'];
  return [heading, ...paths, ...more, '', ...answerLines(trace.answer)];
}
