/** Things and the ways among them, to be drawn: from what is depended on to what depends on it. */
export interface Picture {
  readonly title: string;
  readonly things: readonly PicturedThing[];
  readonly steps: readonly PicturedStep[];
  /** What is not in it, in words. */
  readonly left: readonly string[];
}

export interface PicturedThing {
  readonly id: string;
  /** In lines, the name first. */
  readonly text: readonly string[];
  /** How it is to be marked: the start, or how bad it is. */
  readonly mark?: string;
}

export interface PicturedStep {
  readonly upstream: string;
  readonly downstream: string;
  readonly text: string;
  /** What is not recorded, or only filtered by, is drawn broken. */
  readonly broken: boolean;
}

/** Fill colours of marks, that black text can be read on. */
export const MARKS: Readonly<Record<string, string>> = {
  START: '#cfe2ff',
  CRITICAL: '#f1aeb5',
  HIGH: '#ffd8a8',
  MEDIUM: '#fff3bf',
  LOW: '#f1f3f5',
};
