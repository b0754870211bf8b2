/**
 * A text that sorts as the code points of the given one do, whether it is compared by UTF-16 units (as JavaScript does,
 * and Neo4j where one side is a parameter) or by code points (as Neo4j does what it has stored, and the embedded
 * engine). Without it a page could skip or repeat things with full-width letters or emoji in their names. Most texts
 * are their own key.
 */
export const sortKey = (text: string): string =>
  text.replace(/[\ue000-\u{10ffff}]/gu, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `\ue000${codePoint.toString(16).padStart(6, '0')}`;
  });
