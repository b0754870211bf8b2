/** Deeper JSON is no metadata but an attack: it would overflow the stack of whoever walks it. */
const MAX_DEPTH = 64;
/** Characters of one JSON value, as text. */
const MAX_LENGTH = 5_000_000;

/** Why a JSON value is more than the catalog keeps; nothing where it is not. Walks without recursion. */
export function beyondJsonBounds(value: unknown): string | undefined {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    // YAML has words for them, JSON has none.
    if (typeof next.value === 'number' && !Number.isFinite(next.value))
      return `holds ${next.value}, which JSON has no number for`;
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
    const { depth } = next;
    for (const part of Object.values(next.value)) waiting.push({ value: part, depth: depth + 1 });
  }
  const { length } = JSON.stringify(value) ?? '';
  return length > MAX_LENGTH ? `has ${length} characters as JSON; the limit is ${MAX_LENGTH}` : undefined;
}
