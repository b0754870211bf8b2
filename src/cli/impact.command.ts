import { Command } from 'commander';
import { CHANGES } from '../catalog/lineage/severity.js';
import { IMPACT_QUERY, impactLines, type ImpactData } from './impact.view.js';
import { kindsOption, pageOptions, upperCaseChoice } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';

interface Options extends CatalogOptions {
  readonly change: string;
  readonly kind?: string[];
  readonly first?: number;
  readonly after?: string;
}

export function impactCommand(): Command {
  const command = new Command('impact')
    .description('what a change to a thing breaks, how surely, how badly, and by which way')
    .argument('<thing>', 'its id, or a name that means one thing')
    .addOption(upperCaseChoice('--change <change>', 'what is done to it', CHANGES).default('drop'))
    .addOption(kindsOption());
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText('after', '\nExample:\n  headwater impact orders.count_30d --change drop')
    .action((of: string, { change, kind, first = 1000, after, ...options }: Options) => {
      const variables = {
        of,
        change: change.toUpperCase(),
        filter: kind ? { kinds: kind } : null,
        first,
        after,
      };
      return ask<{ impact: ImpactData }>(options, IMPACT_QUERY, variables, ({ impact }) =>
        impactLines(impact),
      );
    });
}
