import { Command, Option } from 'commander';
import { GAP_KINDS } from '../catalog/gaps/gap-kinds.js';
import { GAPS_QUERY, type GapsData } from './gaps.data.js';
import { tableOption, type TABLES } from './formats/format-option.js';
import { gapsCsv, gapsMarkdown } from './gaps.formats.js';
import { gapsLines } from './gaps.view.js';
import { pageOptions, upperCaseChoice, wholeNumber } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';

const FORMATS = { markdown: gapsMarkdown, csv: gapsCsv } as const;

interface Options extends CatalogOptions {
  readonly kind?: string[];
  readonly service?: string[];
  readonly domain?: string[];
  readonly staleDays: number;
  readonly format?: (typeof TABLES)[number];
  readonly first?: number;
  readonly after?: string;
}

export function gapsCommand(): Command {
  const command = new Command('gaps')
    .description(
      'what is not known: training data, origins, predictions, owners, sources not read; and how much is',
    )
    .addOption(upperCaseChoice('--kind <kind...>', 'only these kinds of gaps', GAP_KINDS))
    .option('--service <service...>', 'only in these services')
    .option('--domain <domain...>', 'only of these parts of the business')
    .addOption(
      new Option('--stale-days <n>', 'a source is stale after this many days without a complete sync')
        .argParser(wholeNumber(1, 3650))
        .default(7),
    )
    .addOption(tableOption());
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      `
Example:
  headwater gaps
  headwater gaps --kind version_without_training_data --service mlflow-prod
  headwater gaps --domain retention --format markdown`,
    )
    .action(({ kind, service, domain, staleDays, format, first, after, ...options }: Options) => {
      const filter = {
        ...(kind ? { kinds: kind.map((one) => one.toUpperCase()) } : {}),
        ...(service ? { service } : {}),
        ...(domain ? { domain } : {}),
      };
      // A person reads a page; what is read by programs comes as long as it may.
      const variables = { filter, staleDays, first: first ?? (format ? 1000 : 50), after };
      return ask<GapsData>(options, GAPS_QUERY, variables, format ? FORMATS[format] : gapsLines);
    });
}
