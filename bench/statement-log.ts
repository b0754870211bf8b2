/** A statement as it went to the engine. */
export interface Sent {
  readonly name: string;
  readonly text: string;
  readonly params: Record<string, unknown>;
}

/** Which statements an arm sends. It notes them only while it is told to: the parameters of a large answer are large. */
export class StatementLog {
  private sent: Sent[] | undefined;

  note(name: string, text: string, params: object): void {
    this.sent?.push({ name, text, params: params as Record<string, unknown> });
  }

  /** What is sent while the work goes on. */
  async during(work: () => Promise<unknown>): Promise<readonly Sent[]> {
    const sent: Sent[] = [];
    this.sent = sent;
    try {
      await work();
    } finally {
      this.sent = undefined;
    }
    return sent;
  }
}
