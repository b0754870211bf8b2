import { InvalidArgumentError, type Command, type Option } from 'commander';
import { CERTAINTIES } from '../catalog/lineage/certainty.js';
import { STATES } from '../catalog/lineage/liveness.js';
import { timeOf } from './curate/options.js';
import { withFilterOptions, type FilterOptions } from './filter-options.js';
import { upperCaseChoice } from './options.js';

/** How long a walk may be asked to take. */
const MOST_SECONDS = 300;

/** As of when a walk goes, and how long it may take. */
export interface WalkOptions {
  readonly asOf?: string;
  readonly seconds?: number;
}

/** Which of the things reached are answered. */
export interface FilteredWalkOptions extends WalkOptions, FilterOptions {
  readonly certainty?: string;
}

/** Takes `--as-of` and `--seconds`; `walkVariables` hands them on. */
export const withWalkOptions = (command: Command): Command =>
  command
    .option('--as-of <time>', 'as it stood then, such as 2026-03-01 or 2026-03-01T08:00:00Z', timeOf)
    .option('--seconds <n>', `the longest it may take, ${MOST_SECONDS} at most (default: 30)`, secondsOf);

/** Takes those and the filters; `filteredWalkVariables` hands them on. */
export const withFilteredWalkOptions = (command: Command): Command =>
  withFilterOptions(withWalkOptions(command))
    .addOption(upperCaseChoice('--state <state...>', 'only what is in such a state', STATES))
    .addOption(
      upperCaseChoice('--certainty <least>', 'only what is reached at least this surely', CERTAINTIES),
    );

/** The variables `$asOf: DateTime` and `$seconds: Float`. */
export const walkVariables = ({ asOf, seconds }: WalkOptions): WalkOptions => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(seconds === undefined ? {} : { seconds }),
});

/** These, and `$filter: LineageFilter`. */
export function filteredWalkVariables(options: FilteredWalkOptions): Record<string, unknown> {
  const { kind, service, owner, tag, domain, state, certainty } = options;
  const given = {
    ...{ kinds: kind, services: service, owners: owner, tags: tag, domains: domain },
    ...{ states: state?.map((one) => one.toUpperCase()), certainty: certainty?.toUpperCase() },
  };
  const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...walkVariables(options), filter: Object.keys(filter).length > 0 ? filter : null };
}

/** How much detail is shown. */
export const levelOption = (levels: readonly string[]): Option =>
  upperCaseChoice('--collapse <level>', 'show less detail: things as what they are parts of', levels);

/** More time than a question had, where it did not suffice. */
export const moreSeconds = ({ seconds = 30 }: WalkOptions): number =>
  Math.min(Math.max(Math.ceil(seconds * 10), 30), MOST_SECONDS);

function secondsOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= MOST_SECONDS))
    throw new InvalidArgumentError(`It must be a number of seconds from 0 to ${MOST_SECONDS}.`);
  return value;
}
