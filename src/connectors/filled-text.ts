/** A text with something in it: what a source answers may be missing, empty, or of another type. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
