import type { Command } from 'commander';
import { printable } from './text.js';

/** Long enough for any command; what comes from a registry is made safe to print all the same. */
const LONGEST = 20_000;

/** What a command is given again with: other arguments, options added or replaced (`null`: left out). */
export interface Again {
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, string | number | null>>;
}

/** The command as it was typed, but for what is to be different: what a person types to go on. */
export function typedAgain(command: Command, { args = command.args, options = {} }: Again = {}): string {
  const given = command.options
    .filter((option) => {
      const name = option.attributeName();
      return !(name in options) && command.getOptionValueSource(name) === 'cli';
    })
    .flatMap((option) => words(option.long ?? '', command.getOptionValue(option.attributeName())));
  const others = command.options.flatMap((option) => {
    const value = options[option.attributeName()];
    return value === undefined || value === null ? [] : words(option.long ?? '', value);
  });
  const all = ['headwater', command.name(), ...args.map(quoted), ...given, ...others];
  return printable(all.join(' '), LONGEST);
}

function words(flag: string, value: unknown): string[] {
  if (value === true) return [flag];
  const values = (Array.isArray(value) ? value : [value]) as readonly (string | number)[];
  return [flag, ...values.map((one) => quoted(String(one)))];
}

/** For a shell: within single quotes, unless no character of it means anything there. */
const quoted = (text: string): string =>
  /^[\w%+=:,./@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
