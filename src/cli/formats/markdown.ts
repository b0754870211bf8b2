import { markdownText } from '../table-formats.js';
import { printable } from '../text.js';

/** What a source calls a thing: as code where nothing in it could end that, so that it reads as it is. */
export const markdownName = (text: string): string =>
  /^[\p{L}\p{N}_.@/:·→-]+( [\p{L}\p{N}_.@/:·→-]+)*$/u.test(text)
    ? `\`${printable(text)}\``
    : markdownText(text);

/** A table of cells that are Markdown already. */
export const markdownRows = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];
