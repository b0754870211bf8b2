import { describe, expect, it } from 'vitest';
import { stepsOf } from './guide-steps.js';
import { isShown, Moments } from './shown-output.js';

const shows = (shown: string, printed: string): boolean => isShown(shown, printed, new Moments());

describe('What a guide shows', () => {
  it('is what was printed, but for moments, days, ids of tokens and durations', () => {
    const shown = 'Made b72b6193a3e1 on 2026-11-23 at 2026-11-23T08:00:00.000Z in 1.0 s, 20/s\n';
    expect(shows(shown, 'Made 0123456789ab on 2027-01-02 at 2027-01-02T09:30:00.123Z in 3.4 s, 7/s\n')).toBe(
      true,
    );
    expect(shows(shown, 'Made 0123456789ab on 2027-01-02 at noon in 3.4 s, 7/s\n')).toBe(false);
  });

  it.each([
    ['another word', 'revision 2\n', 'revision 3\n'],
    ['a line more', 'a\n', 'a\nb\n'],
    ['a line less', 'a\nb\n', 'a\n'],
    ['nothing', 'a\n', ''],
    ['a sign that means something in a pattern', 'a.b\n', 'axb\n'],
  ])('is not %s', (_, shown, printed) => {
    expect(shows(shown, printed)).toBe(false);
  });

  it('leaves lines out where it says so, and keeps the order of the others', () => {
    expect(shows('a\n…\nd\n', 'a\nb\nc\nd\n')).toBe(true);
    expect(shows('…\nd\n…\n', 'a\nd\n')).toBe(true);
    expect(shows('d\n…\na\n', 'a\nd\n')).toBe(false);
  });

  it('means one moment by one moment, in later commands too', () => {
    const moments = new Moments();
    isShown('at 2026-11-23T08:00:00.000Z\n', 'at 2027-01-02T09:30:00.123Z\n', moments);
    expect(moments.actual('--since 2026-11-23T08:00:00.000Z')).toBe('--since 2027-01-02T09:30:00.123Z');
    expect(() => isShown('2026-11-23T08:00:00.000Z\n', '2027-01-02T09:31:00.000Z\n', moments)).toThrow(
      /one moment, 2026-11-23T08:00:00.000Z, for two/,
    );
  });
});

describe('The steps of a guide', () => {
  it('are its commands, each with what it prints', () => {
    const guide =
      'Do\n\n```sh\na\n```\n\n```text\nb\n```\n\n<!-- test: stop the server -->\n\n```sh\nc\n```\n';
    expect(stepsOf(guide)).toEqual([
      { does: 'type', text: 'a\n', line: 3, shown: { text: 'b\n', from: 25, to: 27 } },
      { does: 'stop', text: '', line: 11 },
      { does: 'type', text: 'c\n', line: 13 },
    ]);
  });

  it('are nothing that would not be followed', () => {
    expect(() => stepsOf('```bash\na\n```\n')).toThrow(/Line 1: a block of "bash" is not followed/);
    expect(() => stepsOf('```text\na\n```\n')).toThrow(/nothing was typed/);
  });
});
