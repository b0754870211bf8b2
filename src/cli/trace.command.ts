import { Command } from 'commander';
import { formatOption, type Format } from './formats/format-option.js';
import { lineageAs } from './formats/lineage.formats.js';
import { traceAs } from './formats/trace.formats.js';
import { LINEAGE_QUERY, type LineageData } from './lineage.view.js';
import { wholeNumber } from './options.js';
import { askProvenance } from './provenance.command.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { TRACE_QUERY, traceLines, type TraceAsked, type TraceData } from './trace.view.js';
import { typedAgain } from './typed-again.js';
import { moreSeconds, walkVariables, withWalkOptions, type WalkOptions } from './walk-options.js';

interface Options extends CatalogOptions, WalkOptions {
  readonly first: number;
  readonly format?: Format;
}

const MOST = 100;

export function traceCommand(): Command {
  const command = new Command('trace')
    .description('the ways between two things; with one thing, where it comes from, as `provenance` tells it')
    .argument('<from>', 'an id, or a name that means one thing')
    .argument('[to]', 'another; left out: the source columns of the first')
    .option('--first <n>', 'at most this many ways', wholeNumber(1, MOST), 5)
    .addOption(formatOption());
  return withCatalogOptions(withWalkOptions(command))
    .addHelpText(
      'after',
      `
Example:
  headwater trace churn_scores orders.count_30d
  headwater trace churn_scores orders.count_30d --as-of 2026-03-03
  headwater trace churn_scores
  headwater trace churn_scores orders.count_30d --format dot | dot -Tsvg > ways.svg`,
    )
    .action((from: string, to: string | undefined, options: Options) => {
      const { first, format } = options;
      const walk = walkVariables(options);
      if (to !== undefined)
        return ask<TraceData>(options, TRACE_QUERY, { from, to, first, ...walk }, (data) =>
          format ? traceAs(format)(data) : traceLines(data, askedBy(command, options)),
        );
      if (!format) return askProvenance(options, { id: from, ...walk });
      const variables = { id: from, direction: 'UPSTREAM', first: 1000, ...walk };
      return ask<{ lineage: LineageData }>(options, LINEAGE_QUERY, variables, ({ lineage }) =>
        lineageAs(format, 'UPSTREAM')(lineage),
      );
    });
}

function askedBy(command: Command, options: Options): TraceAsked {
  const { first, asOf } = options;
  return {
    ...(asOf === undefined ? {} : { asOf }),
    ...(first < MOST ? { more: typedAgain(command, { options: { first: Math.min(first * 4, MOST) } }) } : {}),
    goingOn: ({ reason }) =>
      reason === 'TIME' ? typedAgain(command, { options: { seconds: moreSeconds(options) } }) : undefined,
  };
}
