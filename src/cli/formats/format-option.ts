import { Option } from 'commander';

export const PICTURES = ['dot', 'mermaid'] as const;
export const TABLES = ['markdown', 'csv'] as const;
export type Format = (typeof PICTURES)[number] | (typeof TABLES)[number];

/** What a table is printed as, instead of for a terminal. */
export const tableOption = (): Option =>
  new Option('--format <format>', 'a table to paste or to work with').choices(TABLES).conflicts('json');

/** What an answer is printed as, instead of for a terminal. */
export const formatOption = (): Option =>
  new Option('--format <format>', 'print it as a table for a ticket, or as a picture')
    .choices([...TABLES, ...PICTURES])
    .conflicts('json');
