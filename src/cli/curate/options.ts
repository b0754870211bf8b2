import { InvalidArgumentError, Option } from 'commander';
import { wholeNumber } from '../options.js';

export const reasonOption = (): Option => new Option('--reason <text>', 'why; it stands in the history');

export const expectOption = (): Option =>
  new Option('--expect <revision>', 'only if it is still at this revision').argParser(wholeNumber(0));

/** A moment as GraphQL takes it. @throws InvalidArgumentError */
export function timeOf(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('It must be a time: 2026-03-01 or 2026-03-01T08:00:00Z.');
  return time.toISOString();
}

/** Percent by name: `churn@1.0.0=90,churn@1.1.0=10`. @throws InvalidArgumentError */
export function sharesOf(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const shares = text.split(',').map((part): [string, number] => {
    const [, name, percent] = /^\s*(.+)=(\d+(?:\.\d+)?)%?\s*$/s.exec(part) ?? [];
    if (name === undefined)
      throw new InvalidArgumentError('It must be name=percent, with commas between them.');
    return [name, Number(percent)];
  });
  return { ...before, ...Object.fromEntries(shares) };
}
