/** Lines for a file: what colours a terminal is taken out. */
export const withoutColours = (lines: readonly string[]): string[] =>
  // eslint-disable-next-line no-control-regex -- that is what a colour begins with
  lines.map((line) => line.replace(/\u001b\[\d+(;\d+)*m/g, ''));
