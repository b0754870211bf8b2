import type { Command } from 'commander';
import { kindsOption } from './options.js';

/** Which things are wanted. Several values of one: any of them; several of these: all of them. */
export interface FilterOptions {
  readonly kind?: readonly string[];
  readonly service?: readonly string[];
  readonly owner?: readonly string[];
  readonly tag?: readonly string[];
  readonly domain?: readonly string[];
  readonly state?: readonly string[];
}

/** Takes all of them but `--state`, which means one thing where a walk is asked and more where an export is. */
export const withFilterOptions = (command: Command): Command =>
  command
    .addOption(kindsOption())
    .option('--service <service...>', 'only what belongs to these services, or is described by them')
    .option('--owner <owner...>', 'only what belongs to these owners')
    .option('--tag <tag...>', 'only what has these tags: a name, or name=value')
    .option('--domain <domain...>', 'only of these parts of the business');
