import { parse as parseDot } from '@ts-graphviz/ast';
import { describe, expect, it } from 'vitest';
import { dotLines } from '../../../../src/cli/formats/dot.js';
import { markdownName } from '../../../../src/cli/formats/markdown.js';
import { mermaidLines } from '../../../../src/cli/formats/mermaid.js';
import type { Picture } from '../../../../src/cli/formats/picture.js';
import { csvLines, markdownRows, markdownText } from '../../../../src/cli/table-formats.js';
import { printable } from '../../../../src/cli/text.js';
import { HOSTILE } from './hostile.js';

/** Every hostile name as a thing, as a title, as what is left and on the steps from each thing to the next. */
const picture: Picture = {
  title: HOSTILE.join(' '),
  things: HOSTILE.map((name, index) => ({
    id: `Table:${index}/${name}`,
    text: [name, 'Table'],
    mark: 'HIGH',
  })),
  steps: HOSTILE.slice(1).map((name, index) => ({
    upstream: `Table:${index}/${HOSTILE[index] ?? ''}`,
    downstream: `Table:${index + 1}/${name}`,
    text: name,
    broken: index % 2 === 0,
  })),
  left: [...HOSTILE],
};

/** Rows of RFC 4180, read by a reader of its own. */
function readCsv(line: string): string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)];
  expect(cells.map(([text]) => text).join('')).toBe(line);
  return cells.map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replace(/""/g, '"'),
  );
}

describe('a CSV', () => {
  it.each(HOSTILE)('keeps %j in one cell on one line, and no formula of it', (name) => {
    const [, line = ''] = csvLines(['n', 'name'], [['1', printable(name)]]);
    const [first, cell = '', ...rest] = readCsv(line);
    expect([first, ...rest]).toEqual(['1']);
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(cell).not.toMatch(/^\s*[=+\-@|%]/);
  });

  it('leaves plain names, ids and numbers as they are, negative ones too', () => {
    const plain = ['orders.count_30d', 'Column:db/orders/a', '-3', '0.5', ''];
    expect(csvLines(plain, [])).toEqual([plain.join(',')]);
  });
});

describe('Markdown', () => {
  it.each(HOSTILE)('keeps %j in its cell as text', (name) => {
    for (const shown of [markdownText(name), markdownName(name)]) {
      const [, , row = ''] = markdownRows(['a', 'b'], [[shown, 'x']]);
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
      expect(row).not.toContain('\n');
    }
    // What is not code has no character left that opens markup, besides what keeps mentions and links apart.
    const text = markdownText(name);
    expect(text).not.toMatch(/<|(?<!\\)>|(?<!\\)(?:\\\\)*[`*_[\]#!|~$]|\\$(?<!\\\\)/);
    expect(text).not.toMatch(/&(?!amp;|lt;)/);
    const code = markdownName(name);
    if (code.startsWith('`')) expect(code.slice(1, -1)).not.toMatch(/[`|<>\\]/);
  });

  it('tells nobody and links nowhere by a name', () => {
    expect(markdownText('@everyone')).toBe('@\u200beveryone');
    expect(markdownText('http://evil.example')).not.toContain('http:');
    expect(markdownText('see www.evil.example')).not.toContain('www.');
  });

  it('shows what people call things as code, which reads as it is', () => {
    expect(markdownName('customer_features.count_30d')).toBe('`customer_features.count_30d`');
    expect(markdownName('churn@3 · count_30d')).toBe('`churn@3 · count_30d`');
  });
});

interface DotNode {
  readonly type: string;
  readonly key?: { readonly value: string };
  readonly children?: readonly DotNode[];
}

function allOf(node: DotNode, type: string): DotNode[] {
  const below = (node.children ?? []).flatMap((child) => allOf(child, type));
  return node.type === type ? [node, ...below] : below;
}

describe('DOT', () => {
  it('is one graph with just the things and steps that there are, whatever they are called', () => {
    const ast = parseDot(dotLines(picture).join('\n')) as unknown as DotNode;
    expect(allOf(ast, 'Graph')).toHaveLength(1);
    expect(allOf(ast, 'Node')).toHaveLength(HOSTILE.length);
    expect(allOf(ast, 'Edge')).toHaveLength(HOSTILE.length - 1);
    const said = [...allOf(ast, 'Node'), ...allOf(ast, 'Edge')].flatMap((node) => allOf(node, 'Attribute'));
    expect(new Set(said.map(({ key }) => key?.value))).toEqual(
      new Set(['label', 'tooltip', 'fillcolor', 'style']),
    );
  });

  it('has no escape in a label but those for lines, quotes and backslashes', () => {
    for (const line of dotLines(picture)) expect(line.replace(/\\[n"\\]/g, '')).not.toContain('\\');
  });
});

describe('Mermaid', () => {
  const THING = /^ {2}n\d+\["[\p{L}\p{N} .,@/_→<>#;-]*"\](:::is[A-Z]+)?$/u;
  const STEP = /^ {2}n\d+ (-->|-\.->)\|"[\p{L}\p{N} .,@/_→#;-]*"\| n\d+$/u;
  const OTHER = /^(flowchart LR| {2}%% [^{};%\n]*| {2}classDef is[A-Z]+ fill:#[0-9a-f]{6},color:#000)$/;

  it('has a line for each thing and step and no other, whatever they are called', () => {
    const lines = mermaidLines(picture);
    expect(lines.filter((line) => THING.test(line))).toHaveLength(HOSTILE.length);
    expect(lines.filter((line) => STEP.test(line))).toHaveLength(HOSTILE.length - 1);
    for (const line of lines)
      expect(THING.test(line) || STEP.test(line) || OTHER.test(line), line).toBe(true);
  });

  it('has no tag but a line break, and every character reference is by number', () => {
    for (const line of mermaidLines(picture).filter((text) => THING.test(text))) {
      expect(line.replaceAll('<br/>', '')).not.toMatch(/[<>]/);
      expect(line.replace(/#\d+;/g, '')).not.toMatch(/[#;]/);
    }
  });
});
