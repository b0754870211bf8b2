/** Where the bench is, on stderr: stdout holds the table alone. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
