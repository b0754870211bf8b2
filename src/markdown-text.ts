/** Text of sources in Markdown, made harmless. */

const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** One line of text in which Markdown and HTML find nothing of theirs. */
export const markdownText = (text: string): string =>
  text
    .replace(CONTROLS, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|~#!>$]/g, '\\$&')
    // What only looks like a mention would call somebody.
    .replace(/(?<!\w)@(?=\w)/g, '@\u200b')
    // Nor does a name link to anywhere.
    .replace(/\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)/gi, '$&\u200b');

/** A table of cells that are Markdown already. */
export function markdownRows(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** A table of texts as they come. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  markdownRows(
    head.map(markdownText),
    rows.map((cells) => cells.map(markdownText)),
  );
