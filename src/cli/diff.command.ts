import { Command } from 'commander';
import { timeOf } from './curate/options.js';
import { diffCsv, diffMarkdown } from './diff.formats.js';
import { DIFF_QUERY, type DiffData } from './diff.query.js';
import { diffLines } from './diff.view.js';
import { tableOption, type TABLES } from './formats/format-option.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';

interface Options extends CatalogOptions {
  readonly from?: string;
  readonly to?: string;
  readonly format?: (typeof TABLES)[number];
}

const FORMATS = { markdown: diffMarkdown, csv: diffCsv } as const;

export function diffCommand(): Command {
  const command = new Command('diff')
    .description('what differs between two versions, or between one thing at two moments')
    .argument('<a>', 'a version as model@version, or anything by its id or name')
    .argument('[b]', 'another version; left out: the same thing at another moment')
    .option('--from <time>', 'the first as it stood then, such as 2026-03-01 or 2026-03-01T08:00:00Z', timeOf)
    .option('--to <time>', 'the other as it stood then (default: now)', timeOf)
    .addOption(tableOption());
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      `
A day without a time is its beginning, in UTC.

Example:
  headwater diff customer_churn_predictor@2 customer_churn_predictor@3
  headwater diff customer_features --from 2026-03-01 --to 2026-03-08
  headwater diff customer_churn_predictor@champion --from 2026-03-01 --format markdown`,
    )
    .action((a: string, b: string | undefined, { from, to, format, ...options }: Options) =>
      ask<{ diff: DiffData }>(options, DIFF_QUERY, { a, b, from, to }, ({ diff }) =>
        (format ? FORMATS[format] : diffLines)(diff),
      ),
    );
}
