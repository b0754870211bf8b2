import { parseArgs } from 'node:util';
import { SYNC_WORK } from './sync/w5-sync.js';
import { ENGINES, type Engine } from './subject.js';
import { WORKS } from './works/index.js';
import type { Work } from './works/work.js';

/** A work, and the parts of it that are asked for: all, where it has none. */
export interface Asked {
  readonly work: Work;
  readonly parts: readonly string[];
}

export interface BenchOptions {
  readonly works: readonly Asked[];
  /** Models of the registries that are to be synced. */
  readonly registries: readonly number[];
  readonly engines: readonly Engine[];
  /** From the smallest to the largest. */
  readonly sizes: readonly number[];
  readonly repeats: number;
  readonly seed: number;
  /** Where the rows are written besides. */
  readonly json?: string;
}

export const USAGE = `Usage: npm run bench -- [WORK | WORK/PART …] [options]

Measures Headwater side by side with the same question put to the bare engine.

Works (left out: all, of W5 the small one)
${[...WORKS.values(), SYNC_WORK].map(usageOf).join('\n')}

Options
  --engine NAME   ${ENGINES.join(' or ')} (left out: both, one after the other)
  --size N        things generated around the graphs that are asked about (default 10000);
                  several, as 10000,1000000, also compare how long the largest takes with the smallest
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
  const syncs = positionals.filter(isSync);
  const others = positionals.filter((name) => !isSync(name));
  return {
    works: askedFor(positionals.length > 0 ? others : [...WORKS.keys()]),
    registries: registriesFrom(positionals.length > 0 ? syncs : [`${SYNC_WORK.name}/1000`]),
    engines: enginesFrom(values.engine),
    sizes: sizesFrom(values.size),
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

function askedFor(names: readonly string[]): readonly Asked[] {
  const parts = new Map<Work, Set<string>>();
  for (const asked of names) {
    const [name = '', part] = asked.split('/', 2);
    const work = WORKS.get(name);
    if (!work)
      throw new UsageError(`There is no work "${name}". There are: ${[...WORKS.keys()].join(', ')}.`);
    const all = work.parts ?? [];
    if (part !== undefined && !all.includes(part))
      throw new UsageError(`${name} has no part "${part}". It has: ${all.join(', ') || 'none'}.`);
    const wanted = parts.get(work) ?? new Set();
    for (const one of part === undefined ? all : [part]) wanted.add(one);
    parts.set(work, wanted);
  }
  // In the order of the work, whatever the order of the words.
  return [...parts].map(([work, wanted]) => ({
    work,
    parts: (work.parts ?? []).filter((part) => wanted.has(part)),
  }));
}

const isSync = (asked: string): boolean => asked.split('/')[0] === SYNC_WORK.name;

function registriesFrom(asked: readonly string[]): readonly number[] {
  const parts = asked.flatMap((name) => name.split('/')[1] ?? SYNC_WORK.parts);
  const unknown = parts.find((part) => !SYNC_WORK.parts.some((known) => known === part));
  if (unknown !== undefined)
    throw new UsageError(
      `${SYNC_WORK.name} has no part "${unknown}". It has: ${SYNC_WORK.parts.join(', ')}.`,
    );
  return [...new Set(parts.map(Number))].sort((a, b) => a - b);
}

function usageOf({ name, what, parts }: Pick<Work, 'name' | 'what' | 'parts'>): string {
  const split = parts ? `\n${' '.repeat(18)}parts: ${parts.join(', ')}` : '';
  return `  ${name.padEnd(16)}${what}${split}`;
}

const sizesFrom = (text: string): readonly number[] =>
  [...new Set(text.split(',').map((size) => wholeNumber('--size', size, 1)))].sort((a, b) => a - b);

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
