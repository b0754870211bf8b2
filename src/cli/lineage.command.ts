import { Command } from 'commander';
import { LEVELS } from '../catalog/lineage/collapse.js';
import { askWhole } from './formats/ask-whole.js';
import { formatOption, type Format } from './formats/format-option.js';
import { lineageAs } from './formats/lineage.formats.js';
import { LINEAGE_QUERY, lineageLines, type LineageCommands, type LineageData } from './lineage.view.js';
import { pageOptions, wholeNumber } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { typedAgain } from './typed-again.js';
import {
  filteredWalkVariables,
  levelOption,
  moreSeconds,
  withFilteredWalkOptions,
  type FilteredWalkOptions,
} from './walk-options.js';

interface Options extends CatalogOptions, FilteredWalkOptions {
  readonly downstream?: boolean;
  readonly depth?: number;
  readonly collapse?: string;
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
    .addOption(levelOption(LEVELS));
  withFilteredWalkOptions(command);
  for (const option of [...pageOptions(), formatOption()]) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      `
Filters choose what is answered; the walk passes through the rest. Several values of one: any of them.

Example:
  headwater lineage churn_scores
  headwater lineage orders --downstream --kind Dashboard Deployment --state live
  headwater lineage orders --downstream --collapse model
  headwater lineage churn_scores --as-of 2026-03-03
  headwater lineage churn_scores --format mermaid`,
    )
    .action((id: string, options: Options) => {
      const { downstream, depth, collapse, first, after, json, format } = options;
      const direction = downstream ? 'DOWNSTREAM' : 'UPSTREAM';
      const level = collapse === undefined ? {} : { collapse: collapse.toUpperCase(), opened: json === true };
      const page = { first: first ?? 1000, after };
      const variables = { id, direction, depth, ...level, ...filteredWalkVariables(options), ...page };
      if (format === 'csv' && first === undefined) {
        const lines = lineageAs('csv', direction);
        return askWhole<LineageData>(options, LINEAGE_QUERY, variables, 'lineage', joined, lines);
      }
      return ask<{ lineage: LineageData }>(options, LINEAGE_QUERY, variables, ({ lineage }) =>
        format
          ? lineageAs(format, direction)(lineage)
          : lineageLines(lineage, direction, commandsOf(command, options, lineage)),
      );
    });
}

/** A walk that ran into its depth goes on with a greater one; one that ran out of time, with more of it. */
function commandsOf(command: Command, options: Options, { pageInfo }: LineageData): LineageCommands {
  const next = (after: string): string => typedAgain(command, { options: { after } });
  return {
    next,
    goingOn: ({ reason }) => {
      if (reason === 'DEPTH')
        return typedAgain(command, {
          options: { depth: Math.max((options.depth ?? 0) * 2, 1), after: null },
        });
      if (reason === 'TIME')
        return typedAgain(command, { options: { seconds: moreSeconds(options), after: null } });
      return pageInfo.endCursor === null ? undefined : next(pageInfo.endCursor);
    },
  };
}

const joined = (pages: readonly LineageData[], last: LineageData): LineageData => ({
  ...last,
  nodes: pages.flatMap(({ nodes }) => nodes),
});
