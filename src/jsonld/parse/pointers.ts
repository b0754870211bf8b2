export const pointerPart = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');

export interface Found {
  readonly pointer: string;
  readonly value: unknown;
  /** The key or index by which it is reached; nothing for the document itself. */
  readonly key?: string;
}

/** Everything in a JSON value with its pointer, outer before inner, without recursion. */
export function* everythingIn(document: unknown): Generator<Found, void, undefined> {
  const waiting: Found[] = [{ pointer: '', value: document }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    const { value, pointer } = next;
    if (typeof value !== 'object' || value === null) continue;
    const parts = Object.entries(value).map(([key, part]: [string, unknown]) => ({
      pointer: `${pointer}/${pointerPart(key)}`,
      value: part,
      key,
    }));
    waiting.push(...parts.reverse());
  }
}
