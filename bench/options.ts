import { parseArgs } from 'node:util';
import { ENGINES, type Engine } from './subject.js';
import { WORKS } from './works/index.js';

export interface BenchOptions {
  readonly works: readonly string[];
  readonly engines: readonly Engine[];
  readonly size: number;
  readonly repeats: number;
  readonly seed: number;
  /** Where the rows are written besides. */
  readonly json?: string;
}

export const USAGE = `Usage: npm run bench -- [WORK …] [options]

Measures Headwater side by side with the same question put to the bare engine.

Works (left out: all)
${[...WORKS.values()].map(({ name, what }) => `  ${name.padEnd(16)}${what}`).join('\n')}

Options
  --engine NAME   ${ENGINES.join(' or ')} (left out: both, one after the other)
  --size N        things generated around the graphs that are asked about (default 10000)
  --repeats N     counted repeats of each arm, at least 5 (default 7)
  --seed N        the graph is the same for the same seed and size (default 1)
  --json FILE     also write the rows there, as a JSON list
  --help          this text
`;

const FEWEST_REPEATS = 5;

/** Something in the command line that cannot be meant; its message is for the person who typed it. */
export class UsageError extends Error {}

/** What the command line asks for, or nothing when it asks for help. @throws UsageError */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const unknown = positionals.filter((name) => !WORKS.has(name));
  if (unknown.length > 0)
    throw new UsageError(`There is no work "${unknown[0]}". There are: ${[...WORKS.keys()].join(', ')}.`);
  return {
    works: positionals.length > 0 ? [...new Set(positionals)] : [...WORKS.keys()],
    engines: enginesFrom(values.engine),
    size: wholeNumber('--size', values.size, 1),
    repeats: wholeNumber('--repeats', values.repeats, FEWEST_REPEATS),
    seed: wholeNumber('--seed', values.seed, 0),
    ...(values.json === undefined ? {} : { json: values.json }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        engine: { type: 'string' },
        size: { type: 'string', default: '10000' },
        repeats: { type: 'string', default: '7' },
        seed: { type: 'string', default: '1' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function enginesFrom(name: string | undefined): readonly Engine[] {
  if (name === undefined) return ENGINES;
  const engine = ENGINES.find((known) => known === name);
  if (!engine) throw new UsageError(`There is no engine "${name}". There are: ${ENGINES.join(', ')}.`);
  return [engine];
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || !Number.isSafeInteger(value))
    throw new UsageError(`${option} is "${text}"; it must be a whole number, ${least} at the least.`);
  return value;
}
