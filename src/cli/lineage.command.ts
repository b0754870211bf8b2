import { Command } from 'commander';
import { askWhole } from './formats/ask-whole.js';
import { formatOption, type Format } from './formats/format-option.js';
import { lineageAs } from './formats/lineage.formats.js';
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
  readonly format?: Format;
}

export function lineageCommand(): Command {
  const command = new Command('lineage')
    .description('all that a thing depends on, or all that depends on it')
    .argument('<thing>', 'its id, or a name that means one thing')
    .option('--downstream', 'what depends on it, instead of what it depends on')
    .option('--depth <n>', 'the longest way, in edges', wholeNumber(0))
    .addOption(kindsOption());
  for (const option of [...pageOptions(), formatOption()]) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  headwater lineage churn_scores\n  headwater lineage orders --downstream --kind Dashboard\n  headwater lineage churn_scores --format mermaid',
    )
    .action((id: string, { downstream, depth, kind, first, after, format, ...options }: Options) => {
      const direction = downstream ? 'DOWNSTREAM' : 'UPSTREAM';
      const variables = {
        id,
        direction,
        depth,
        filter: kind ? { kinds: kind } : null,
        first: first ?? 1000,
        after,
      };
      if (format === 'csv' && first === undefined)
        return askWhole<LineageData>(
          options,
          LINEAGE_QUERY,
          variables,
          'lineage',
          joined,
          lineageAs('csv', direction),
        );
      return ask<{ lineage: LineageData }>(options, LINEAGE_QUERY, variables, ({ lineage }) =>
        format ? lineageAs(format, direction)(lineage) : lineageLines(lineage, direction),
      );
    });
}

const joined = (pages: readonly LineageData[], last: LineageData): LineageData => ({
  ...last,
  nodes: pages.flatMap(({ nodes }) => nodes),
});
