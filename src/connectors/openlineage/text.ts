/** A text for a message or a report: nothing in it that a terminal would obey or a database refuse. */
export const printable = (text: string): string => text.replace(/\p{C}/gu, '\uFFFD');

/** The same, short and in quotes. */
export function quoted(text: string): string {
  return JSON.stringify(printable(text.length > 200 ? `${text.slice(0, 200)}…` : text));
}
