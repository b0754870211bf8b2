import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { followGuide } from './follow-guide.js';
import { guideFiles } from './guide-files.js';
import { stepsOf } from './guide-steps.js';
import { isShown, Moments, withoutVarying } from './shown-output.js';

/** Each command is a process of its own, and there are some sixty. */
const LONG_ENOUGH = 240_000;

/** What a command that ends with another code than 0 says. */
const REFUSAL = /^error: |^Nothing was written: \d+ of/m;

describe('A guide', async () => {
  const guides = await guideFiles();
  it.each(guides.map((file) => [basename(file), file] as const))(
    '%s prints what it shows, from its first command to its last',
    async (_, file) => {
      const steps = stepsOf(await readFile(file, 'utf8'));
      expect(steps.length).toBeGreaterThan(5);
      const scratch = await temporaryDirectory('guide');
      const moments = new Moments();
      try {
        for await (const { step, printed } of followGuide(steps, scratch.path, moments)) {
          const at = `line ${step.line}: ${step.text.trim().split('\n').at(-1) ?? ''}`;
          const shown = step.shown?.text ?? '';
          if (step.shown && !isShown(shown, printed.text, moments)) {
            expect(withoutVarying(printed.text), at).toBe(withoutVarying(shown));
            expect.fail(`${at} prints\n${printed.text}`);
          }
          // What a block without an answer prints is not for the reader, but it must not be a failure.
          expect(printed.failed, `${at}\n${printed.text}`).toBe(REFUSAL.test(shown));
        }
      } finally {
        await scratch.remove();
      }
    },
    LONG_ENOUGH,
  );
});
