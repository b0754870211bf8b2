import { stopsOf } from '../edge.js';
import { csvLines, markdownRows, markdownText } from '../table-formats.js';
import { label, printable } from '../text.js';
import type { TraceData } from '../trace.view.js';
import { dotLines } from './dot.js';
import type { Format } from './format-option.js';
import { markdownName, whatItRestsOn } from './markdown.js';
import { mermaidLines } from './mermaid.js';
import { stepOf } from './pictured-edge.js';
import type { Picture } from './picture.js';

const headingOf = ({ from, to }: TraceData): string => `Ways between ${label(from.id)} and ${label(to.id)}`;
const moreOf = ({ trace }: TraceData): string[] => (trace.more ? ['There are more ways than these'] : []);

/** A row for each edge of each way. */
const traceCsv = ({ from, trace }: TraceData): string[] =>
  csvLines(
    ['way', 'step', 'from', 'to', 'type', 'stated', 'by', 'via', 'transformations'],
    trace.paths.flatMap((path, way) => {
      const stops = stopsOf(path, from.id);
      return path.map((edge, step) => [
        ...[String(way + 1), String(step + 1), stops[step] ?? '', stops[step + 1] ?? ''],
        ...[edge.type, edge.stated, printable(edge.by ?? ''), edge.via ?? ''],
        printable(edge.transformations?.join(' ') ?? ''),
      ]);
    }),
  );

function traceMarkdown(data: TraceData): string[] {
  const { from, trace } = data;
  return [
    `## ${markdownText(headingOf(data))}`,
    '',
    ...(trace.paths.length === 0
      ? ['No way between them is known, in either direction.']
      : markdownRows(
          ['way', 'edges', 'by'],
          trace.paths.map((path, index) => [
            String(index + 1),
            String(path.length),
            stopsOf(path, from.id)
              .map((id) => markdownName(label(id)))
              .join(' → '),
          ]),
        )),
    ...moreOf(data).flatMap((line) => ['', `${line}.`]),
    '',
    ...whatItRestsOn(trace.answer),
  ];
}

function tracePicture(data: TraceData): Picture {
  const { from, to, trace } = data;
  const edges = trace.paths.flat();
  const ids = new Set([from.id, ...trace.paths.flatMap((path) => stopsOf(path, from.id)), to.id]);
  const byKey = new Map(
    edges.map((edge) => [JSON.stringify([edge.upstream, edge.downstream, edge.type]), edge] as const),
  );
  return {
    title: headingOf(data),
    things: [...ids].map((id) => ({
      id,
      text: [label(id)],
      ...(id === from.id || id === to.id ? { mark: 'START' } : {}),
    })),
    steps: [...byKey.values()].map(stepOf),
    left: moreOf(data),
  };
}

const FORMATS: Readonly<Record<Format, (data: TraceData) => string[]>> = {
  csv: traceCsv,
  markdown: traceMarkdown,
  dot: (data) => dotLines(tracePicture(data)),
  mermaid: (data) => mermaidLines(tracePicture(data)),
};

/** The ways between two things as a table or a picture. */
export const traceAs = (format: Format): ((data: TraceData) => string[]) => FORMATS[format];
