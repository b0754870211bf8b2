// Writes into the guides what the commands in them print now: what a block shows already, lines left out and all, stays.
//   node --import ./test/support/register.mjs test/integration/guides/record-guide.ts
import { readFile, writeFile } from 'node:fs/promises';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { followGuide } from './follow-guide.js';
import { guideFiles } from './guide-files.js';
import { stepsOf } from './guide-steps.js';
import { isShown, Moments } from './shown-output.js';

/** When the story begins. A minute of the recording is two hours of it. */
const STORY = Date.parse('2026-11-23T07:00:00.000Z');
const PACE = 120;

for (const file of await guideFiles()) {
  const begun = Date.now();
  const tell = (actual: string): string => {
    const passed = Date.parse(actual) - begun;
    if (passed < 0) return actual;
    return new Date(STORY + Math.floor((passed * PACE) / 1000) * 1000).toISOString();
  };
  const guide = await readFile(file, 'utf8');
  const scratch = await temporaryDirectory('guide');
  const moments = new Moments();
  const parts: string[] = [];
  let end = 0;
  for await (const { step, printed } of followGuide(stepsOf(guide), scratch.path, moments)) {
    process.stderr.write(`line ${step.line}\n`);
    if (!step.shown) {
      if (printed.text !== '') process.stderr.write(printed.text);
      continue;
    }
    if (isShown(step.shown.text, printed.text, moments)) continue;
    parts.push(guide.slice(end, step.shown.from), moments.told(printed.text, tell));
    end = step.shown.to;
  }
  await writeFile(file, [...parts, guide.slice(end)].join(''));
  await scratch.remove();
}
