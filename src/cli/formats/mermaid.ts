import { printable } from '../text.js';
import { MARKS, type Picture } from './picture.js';

/** Text between quotes: all that could end it, or be taken for HTML or Markdown, by its number as Mermaid has it. */
const quoted = (lines: readonly string[]): string => `"${lines.map(escaped).join('<br/>')}"`;
const escaped = (text: string): string =>
  printable(text, 400).replace(/[^\p{L}\p{N} .,@/_→-]/gu, (character) => `#${character.codePointAt(0)};`);

/** A picture in Mermaid, which many trackers draw where it stands in a ticket. */
export function mermaidLines({ title, things, steps, left }: Picture): string[] {
  const names = new Map(things.map(({ id }, index) => [id, `n${index}`] as const));
  const nameOf = (id: string): string => names.get(id) ?? 'n';
  const marks = [...new Set(things.flatMap(({ mark = '' }) => (mark in MARKS ? [mark] : [])))];
  return [
    'flowchart LR',
    // A comment ends with its line; what could open a directive or a statement is left out of it.
    ...[title, ...left].map((text) => `  %% ${printable(text, 400).replace(/[{};%]/g, ' ')}`),
    ...things.map(
      ({ id, text, mark = '' }) =>
        `  ${nameOf(id)}[${quoted(text)}]${mark in MARKS ? `:::${classOf(mark)}` : ''}`,
    ),
    ...steps.map(
      ({ upstream, downstream, text, broken }) =>
        `  ${nameOf(upstream)} ${broken ? '-.->' : '-->'}|${quoted([text])}| ${nameOf(downstream)}`,
    ),
    ...marks.map((mark) => `  classDef ${classOf(mark)} fill:${MARKS[mark] ?? 'none'},color:#000`),
  ];
}

const classOf = (mark: string): string => `is${mark}`;
