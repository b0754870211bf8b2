import { Option } from 'commander';
import { wholeNumber } from '../options.js';

export const reasonOption = (): Option => new Option('--reason <text>', 'why; it stands in the history');

export const expectOption = (): Option =>
  new Option('--expect <revision>', 'only if it is still at this revision').argParser(wholeNumber(0));
