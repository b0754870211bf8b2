import { InvalidArgumentError, Option } from 'commander';
import { ENTITY_KINDS } from '../model/entity-kinds.js';

/** A whole number from `low`, for commander. */
export function wholeNumber(low: number, high = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new InvalidArgumentError(
        `It must be a whole number from ${low}${high < Number.MAX_SAFE_INTEGER ? ` to ${high}` : ''}.`,
      );
    }
    return value;
  };
}

export const kindsOption = (): Option =>
  new Option('--kind <kind...>', 'answer only things of these kinds').choices(ENTITY_KINDS);

export const pageOptions = (): Option[] => [
  new Option('--first <n>', 'at most this many').argParser(wholeNumber(1, 1000)),
  new Option('--after <cursor>', 'go on behind this cursor'),
];

/** The choices of a person, in upper case as GraphQL has them. */
export const upperCaseChoice = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices.map((choice) => choice.toLowerCase()));
