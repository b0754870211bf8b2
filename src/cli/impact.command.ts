import { Command } from 'commander';
import { CHANGES } from '../catalog/lineage/severity.js';
import { formatOption, type Format } from './formats/format-option.js';
import { askWhole } from './formats/ask-whole.js';
import { impactAs } from './formats/impact.formats.js';
import { IMPACT_QUERY, type ImpactData } from './impact.question.js';
import { impactLines, type ImpactCommands } from './impact.view.js';
import { pageOptions, upperCaseChoice } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { typedAgain } from './typed-again.js';
import {
  filteredWalkVariables,
  moreSeconds,
  withFilteredWalkOptions,
  type FilteredWalkOptions,
} from './walk-options.js';

interface Options extends CatalogOptions, FilteredWalkOptions {
  readonly change: string;
  readonly from?: string;
  readonly to?: string;
  readonly newName?: string;
  readonly first?: number;
  readonly after?: string;
  readonly format?: Format;
}

const EXAMPLES = `
Example:
  headwater impact orders.count_30d --change drop
  headwater impact orders.count_30d --change retype --from int --to text
  headwater impact orders.count_30d --as-of 2026-03-03 --state live
  headwater impact orders.count_30d --format markdown > ticket.md`;

export function impactCommand(): Command {
  const command = new Command('impact')
    .description('what a change to a thing breaks, how surely, how badly, by which way, and whom to tell')
    .argument('<thing>', 'its id, or a name that means one thing')
    .addOption(upperCaseChoice('--change <change>', 'what is done to it', CHANGES).default('drop'))
    .option('--from <type>', 'of a retype: the type before (default: as the catalog knows it)')
    .option('--to <type>', 'of a retype: the type after')
    .option('--new-name <name>', 'of a rename: what it is to be called');
  for (const option of [...pageOptions(), formatOption()]) command.addOption(option);
  return withCatalogOptions(withFilteredWalkOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((of: string, options: Options) => {
      const { change, from, to, newName, first, after, format } = options;
      const variables = {
        ...{ of, change: change.toUpperCase(), fromType: from, toType: to, newName },
        ...filteredWalkVariables(options),
        ...{ first: first ?? 1000, after },
      };
      if (format === 'csv' && first === undefined)
        return askWhole<ImpactData>(options, IMPACT_QUERY, variables, 'impact', joined, impactAs('csv'));
      return ask<{ impact: ImpactData }>(options, IMPACT_QUERY, variables, ({ impact }) =>
        format ? impactAs(format)(impact) : impactLines(impact, commandsOf(command, options)),
      );
    });
}

/** A walk that ran out of time is given more of it; what is cut for another reason goes on when it is asked again. */
const commandsOf = (command: Command, options: Options): ImpactCommands => ({
  next: (after) => typedAgain(command, { options: { after } }),
  goingOn: ({ reason }) =>
    typedAgain(command, {
      options: { after: null, ...(reason === 'TIME' ? { seconds: moreSeconds(options) } : {}) },
    }),
});

const joined = (pages: readonly ImpactData[], last: ImpactData): ImpactData => ({
  ...last,
  items: pages.flatMap(({ items }) => items),
});
