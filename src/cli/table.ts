import Table from 'cli-table3';
import pc from 'picocolors';

/** Rows under a dimmed head. `compact` leaves out the lines between the rows. */
export function tableText(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { compact = false } = {},
): string {
  const table = new Table({
    head: head.map((word) => pc.dim(word)),
    style: { head: [], border: [], compact },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
