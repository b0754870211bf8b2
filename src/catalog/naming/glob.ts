/**
 * What the stars of a pattern stand for in a text; nothing where it does not match. Each star takes as little as it
 * can, so that the time is that of reading the text, whatever pattern and text are.
 */
export function matchGlob(pattern: string, text: string): string[] | undefined {
  const [first = '', ...rest] = pattern.split('*');
  if (!text.startsWith(first)) return undefined;
  const last = rest.pop();
  if (last === undefined) return text.length === first.length ? [] : undefined;
  const captured: string[] = [];
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return undefined;
    captured.push(text.slice(at, found));
    at = found + part.length;
  }
  const end = text.length - last.length;
  if (end < at || !text.endsWith(last)) return undefined;
  return [...captured, text.slice(at, end)];
}

export const starsIn = (pattern: string): number => pattern.split('*').length - 1;
