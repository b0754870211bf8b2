import { markdownText } from '../../markdown-text.js';
import { addressOf } from '../text.js';

/** What a person or a source wrote, as paragraphs in which nothing is markup. */
export function prose(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => markdownText(line.trim()));
  // A line of dashes would make a heading of the one before; a leading number or dash would make a list.
  return lines.map((line) =>
    line.replace(/^([-+=]|\d+(?=[.)]))/, '\\$1').replace(/^\\(\d+)([.)])/, '$1\\$2'),
  );
}

/** A name of the catalog's: as code where nothing in it could end that. */
export const name = (text: string): string =>
  /^[\p{L}\p{N}_.@/:%-]+$/u.test(text) ? `\`${text}\`` : markdownText(text);

/** A recorded address, as a link where it is one that a page may lead to. */
export function link(value: unknown): string | undefined {
  const address = addressOf(value);
  if (address === undefined) return undefined;
  return /^https?:\/\/[^()[\]\s]+$/i.test(address) ? `<${address}>` : name(address);
}

export const bullet = (label: string, text: string | undefined): string[] =>
  text === undefined || text === '' ? [] : [`- **${label}:** ${text}`];

/** A section with what is missing in it said. */
export function section(title: string, lines: readonly string[], missing: readonly string[] = []): string[] {
  const said = missing.map((why) => `_Not known: ${markdownText(why)}_`);
  const parts = [lines, said].filter((part) => part.length > 0);
  return ['', `## ${title}`, ...parts.flatMap((part) => ['', ...part])];
}
