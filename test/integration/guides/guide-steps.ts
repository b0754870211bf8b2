/** What a reader of a guide does next: types something, or starts or stops the server. */
export interface GuideStep {
  readonly does: 'type' | 'serve' | 'stop' | 'ask';
  readonly text: string;
  /** Line of the guide at which it stands, from 1. */
  readonly line: number;
  /** What the guide says is printed then; absent where it shows nothing. */
  readonly shown?: { readonly text: string; readonly from: number; readonly to: number };
}

const BLOCK = /^```(?<info>[^\n]*)\n(?<text>.*?)^```$|^<!-- test: (?<remark>[^\n]*) -->$/gms;
const DOES: Readonly<Record<string, GuideStep['does']>> = {
  sh: 'type',
  'sh server': 'serve',
  graphql: 'ask',
};
const STOP = 'stop the server';

/**
 * The steps of a guide: its `sh` and `graphql` blocks, each with the `text` or `json` block behind it.
 * @throws where a block is of no kind that is followed, or a `text` block has nothing before it.
 */
export function stepsOf(guide: string): GuideStep[] {
  const steps: GuideStep[] = [];
  for (const match of guide.matchAll(BLOCK)) {
    const { info = '', text = '', remark } = match.groups as Record<string, string | undefined>;
    const line = guide.slice(0, match.index).split('\n').length;
    if (remark !== undefined) {
      if (remark !== STOP) throw new Error(`Line ${line}: a test cannot "${remark}".`);
      steps.push({ does: 'stop', text: '', line });
    } else if (info === 'text' || info === 'json') {
      const step = steps.pop();
      if (!step || step.shown) throw new Error(`Line ${line}: nothing was typed that would print this.`);
      const from = match.index + '```'.length + info.length + 1;
      steps.push({ ...step, shown: { text, from, to: from + text.length } });
    } else {
      const does = DOES[info];
      if (!does)
        throw new Error(`Line ${line}: a block of "${info}" is not followed; use sh, graphql, text or json.`);
      steps.push({ does, text, line });
    }
  }
  return steps;
}
