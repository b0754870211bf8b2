import { Option } from 'commander';

export const PICTURES = ['dot', 'mermaid'] as const;
export const TABLES = ['markdown', 'csv'] as const;
export type Format = (typeof PICTURES)[number] | (typeof TABLES)[number];

/** What an answer is printed as, instead of for a terminal. */
export const formatOption = (): Option =>
  new Option('--format <format>', 'print it as a table for a ticket, or as a picture')
    .choices([...TABLES, ...PICTURES])
    .conflicts('json');
