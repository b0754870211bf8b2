import { Command } from 'commander';
import pc from 'picocolors';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { SHOW_QUERY, showLines, type ShowData } from './show.view.js';

export function showCommand(): Command {
  const command = new Command('show')
    .description('what is known of one thing')
    .argument('<thing>', 'its id, or a name that means one thing');
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      `\nExample:\n  headwater show customer_churn_predictor\n  headwater show ${pc.bold('customer_churn_predictor@champion')}`,
    )
    .action((id: string, options: CatalogOptions) => ask<ShowData>(options, SHOW_QUERY, { id }, showLines));
}
