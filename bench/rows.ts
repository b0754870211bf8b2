import { createHash } from 'node:crypto';

/** What an arm answered, brought to one form: the order of rows does not matter, their content does. */
export interface AnswerRows {
  /** One text per thing. */
  readonly nodes: readonly string[];
  /** One text per edge, or none where the question answers things only. */
  readonly edges: readonly string[];
}

export const rowOf = (...parts: readonly unknown[]): string => JSON.stringify(parts);

export function hashRows({ nodes, edges }: AnswerRows): string {
  const text = JSON.stringify([[...nodes].sort(), [...edges].sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** @throws with the first rows that only one side has, when the two arms did not answer the same. */
export function assertSameRows(work: string, against: string, ours: AnswerRows, other: AnswerRows): void {
  for (const part of ['nodes', 'edges'] as const) {
    const mine = new Set(ours[part]);
    const theirs = new Set(other[part]);
    const onlyOurs = [...mine].filter((row) => !theirs.has(row));
    const onlyOther = [...theirs].filter((row) => !mine.has(row));
    if (onlyOurs.length + onlyOther.length === 0 && ours[part].length === other[part].length) continue;
    throw new Error(
      `${work}: the arms answer different ${part}. ` +
        `Headwater ${ours[part].length}, ${against} ${other[part].length}; ` +
        `only Headwater: ${onlyOurs.slice(0, 3).join(' ') || 'none'}; ` +
        `only ${against}: ${onlyOther.slice(0, 3).join(' ') || 'none'}`,
    );
  }
}
