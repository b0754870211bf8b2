import { failureOf } from '../http/request-failure.js';

/** As many in a row, and it is not this or that row but the server that fails. */
const FAILURES_IN_A_ROW = 20;
/** Kinds of failure that one broken row is the reason of, or too many rows at once. */
const OF_A_ROW = new Set(['malformed-json', 'unexpected-content', 'too-large', 'truncated', 'timeout']);

/** Whether asking for less may succeed: a crash or a broken answer, and not a server that is away or refuses. */
export function mayBeOneRow(error: unknown): boolean {
  const failure = failureOf(error);
  if (!failure) return false;
  if (failure.status !== undefined && failure.kind === 'status') return failure.status === 500;
  return OF_A_ROW.has(failure.kind);
}

/** Asks for many things at once, and where that fails, for ever fewer, until the failing one stands alone. */
export class InParts {
  private inARow = 0;

  /** `failed` is told of what cannot be had even by itself. @throws where the server as a whole fails. */
  async ask<T>(
    ids: readonly string[],
    ask: (ids: readonly string[]) => Promise<T[]>,
    failed: (id: string, reason: string) => void,
  ): Promise<T[]> {
    const [first] = ids;
    if (first === undefined) return [];
    try {
      const answer = await ask(ids);
      this.inARow = 0;
      return answer;
    } catch (error) {
      if (!mayBeOneRow(error)) throw error;
      if (ids.length === 1) {
        this.failedAlone(error);
        failed(first, (error as Error).message);
        return [];
      }
    }
    const middle = Math.ceil(ids.length / 2);
    const one = await this.ask(ids.slice(0, middle), ask, failed);
    const other = await this.ask(ids.slice(middle), ask, failed);
    return [...one, ...other];
  }

  /** Counts what failed by itself. @throws the error, where it is not the first for long. */
  failedAlone(error: unknown): void {
    this.inARow += 1;
    if (this.inARow >= FAILURES_IN_A_ROW) throw error;
  }

  succeeded(): void {
    this.inARow = 0;
  }
}
