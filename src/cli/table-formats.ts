/** Tables for tickets and spreadsheets. What stands in them comes from sources, and is made harmless. */

export { markdownRows, markdownTable, markdownText } from '../markdown-text.js';

/** RFC 4180. A text that a spreadsheet would take for a formula gets a quote before it; a number stays one. */
export function csvLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, ...rows].map((cells) => cells.map(csvCell).join(','));
}

function csvCell(text: string): string {
  const isFormula = /^\s*[=+\-@|%\t\r]/.test(text) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
