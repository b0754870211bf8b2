/** What one source, or people, say of a thing. */
export interface SourceStatement {
  readonly source: string;
  /** The properties it states, its key included. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface StatementReader {
  /** Of each of these, what is said of it, the word that goes before first. */
  statementsOf(ids: readonly string[]): Promise<Map<string, SourceStatement[]>>;
}
