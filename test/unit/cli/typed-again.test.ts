import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { typedAgain, type Again } from '../../../src/cli/typed-again.js';
import {
  filteredWalkVariables,
  moreSeconds,
  withFilteredWalkOptions,
} from '../../../src/cli/walk-options.js';

/** The command as it was typed, and the variables that come of it. */
function typed(args: readonly string[], again?: Again) {
  const command = withFilteredWalkOptions(new Command('lineage').argument('<thing>').exitOverride())
    .configureOutput({ writeErr: () => undefined })
    .option('--first <n>', 'at most', '5')
    .option('--after <cursor>', 'go on')
    .option('--downstream', 'the other way');
  command.parse([...args], { from: 'user' });
  return { again: typedAgain(command, again), variables: filteredWalkVariables(command.opts()) };
}

describe('the command that goes on', () => {
  it('is the one that was typed, with what is to be different and without defaults', () => {
    const { again } = typed(['orders', '--after', 'old', '--downstream', '--kind', 'Table', 'Column'], {
      options: { after: 'new' },
    });
    expect(again).toBe('headwater lineage orders --kind Table Column --downstream --after new');
    expect(typed(['orders', '--after', 'old'], { options: { after: null } }).again).toBe(
      'headwater lineage orders',
    );
  });

  it('is quoted for a shell, and brings no escape sequence to the terminal', () => {
    expect(typed(["it's; rm -rf /"]).again).toBe(String.raw`headwater lineage 'it'\''s; rm -rf /'`);
    expect(typed(['a\u001b[31m']).again).toBe(String.raw`headwater lineage 'a\u001b[31m'`);
  });
});

describe('the options of a walk', () => {
  it('become the variables of the question, and none that was not given', () => {
    expect(typed(['orders']).variables).toEqual({ filter: null });
    expect(
      typed([
        ...[
          'orders',
          '--as-of',
          '2026-03-03',
          '--seconds',
          '0.5',
          '--service',
          'etl',
          'bi',
          '--owner',
          'ann',
        ],
        ...['--tag', 'tier=1', '--domain', 'sales', '--state', 'live', 'dormant', '--certainty', 'declared'],
        ...['--kind', 'Table'],
      ]).variables,
    ).toEqual({
      asOf: '2026-03-03T00:00:00.000Z',
      seconds: 0.5,
      filter: {
        ...{ kinds: ['Table'], services: ['etl', 'bi'], owners: ['ann'], tags: ['tier=1'] },
        ...{ domains: ['sales'], states: ['LIVE', 'DORMANT'], certainty: 'DECLARED' },
      },
    });
  });

  it.each([
    ['--seconds', '301'],
    ['--seconds', 'soon'],
    ['--seconds', ''],
    ['--as-of', 'yesterday'],
    ['--state', 'asleep'],
    ['--certainty', 'sure'],
  ])('refuse %s %s', (option, value) => {
    expect(() => typed(['orders', option, value])).toThrow();
  });

  it('ask for more time where it did not suffice, and never for more than there may be', () => {
    expect([moreSeconds({ seconds: 0 }), moreSeconds({}), moreSeconds({ seconds: 8 })]).toEqual([
      30, 300, 80,
    ]);
  });
});
