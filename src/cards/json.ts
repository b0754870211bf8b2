/** A value of a document that is being written. */
export type Json = Readonly<Record<string, unknown>>;
