import { printable } from '../text.js';
import { MARKS, type Picture } from './picture.js';

/** A string of DOT. Backslashes are doubled, as `\N` and the like mean something in a label. */
const quoted = (text: string): string => `"${escaped(text)}"`;
const escaped = (text: string): string => printable(text, 400).replace(/\\/g, '\\\\').replace(/"/g, '\\"');

/** A picture in DOT, the language of Graphviz. */
export function dotLines({ title, things, steps, left }: Picture): string[] {
  const names = new Map(things.map(({ id }, index) => [id, `n${index}`] as const));
  const nameOf = (id: string): string => names.get(id) ?? 'n';
  return [
    'digraph lineage {',
    `  label=${quoted([title, ...left].join('; '))};`,
    '  labelloc=t;',
    '  rankdir=LR;',
    '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...things.map(({ id, text, mark }) => {
      const colour = MARKS[mark ?? ''];
      const fill = colour ? `, fillcolor="${colour}"` : '';
      return `  ${nameOf(id)} [label="${text.map(escaped).join('\\n')}", tooltip=${quoted(id)}${fill}];`;
    }),
    ...steps.map(({ upstream, downstream, text, broken }) => {
      const style = broken ? ', style=dashed' : '';
      return `  ${nameOf(upstream)} -> ${nameOf(downstream)} [label=${quoted(text)}${style}];`;
    }),
    '}',
  ];
}
