import { Command } from 'commander';
import { LINEAGE_QUERY, lineageLines, type LineageData } from './lineage.view.js';
import { kindsOption, pageOptions, wholeNumber } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';

interface Options extends CatalogOptions {
  readonly downstream?: boolean;
  readonly depth?: number;
  readonly kind?: string[];
  readonly first?: number;
  readonly after?: string;
}

export function lineageCommand(): Command {
  const command = new Command('lineage')
    .description('all that a thing depends on, or all that depends on it')
    .argument('<thing>', 'its id, or a name that means one thing')
    .option('--downstream', 'what depends on it, instead of what it depends on')
    .option('--depth <n>', 'the longest way, in edges', wholeNumber(0))
    .addOption(kindsOption());
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  headwater lineage churn_scores\n  headwater lineage orders --downstream --kind Dashboard',
    )
    .action((id: string, { downstream, depth, kind, first = 1000, after, ...options }: Options) => {
      const direction = downstream ? 'DOWNSTREAM' : 'UPSTREAM';
      const variables = { id, direction, depth, filter: kind ? { kinds: kind } : null, first, after };
      return ask<{ lineage: LineageData }>(options, LINEAGE_QUERY, variables, ({ lineage }) =>
        lineageLines(lineage, direction),
      );
    });
}
