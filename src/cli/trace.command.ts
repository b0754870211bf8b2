import { Command } from 'commander';
import { formatOption, type Format } from './formats/format-option.js';
import { lineageAs } from './formats/lineage.formats.js';
import { traceAs } from './formats/trace.formats.js';
import { LINEAGE_QUERY, type LineageData } from './lineage.view.js';
import { wholeNumber } from './options.js';
import { askProvenance } from './provenance.command.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { TRACE_QUERY, traceLines, type TraceData } from './trace.view.js';

interface Options extends CatalogOptions {
  readonly first: number;
  readonly format?: Format;
}

export function traceCommand(): Command {
  const command = new Command('trace')
    .description('the ways between two things; with one thing, where it comes from, as `provenance` tells it')
    .argument('<from>', 'an id, or a name that means one thing')
    .argument('[to]', 'another; left out: the source columns of the first')
    .option('--first <n>', 'at most this many ways', wholeNumber(1, 100), 5)
    .addOption(formatOption());
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  headwater trace churn_scores orders.count_30d\n  headwater trace churn_scores\n  headwater trace churn_scores orders.count_30d --format dot | dot -Tsvg > ways.svg',
    )
    .action((from: string, to: string | undefined, { first, format, ...options }: Options) => {
      if (to !== undefined)
        return ask<TraceData>(
          options,
          TRACE_QUERY,
          { from, to, first },
          format ? traceAs(format) : traceLines,
        );
      if (!format) return askProvenance(options, { id: from });
      const variables = { id: from, direction: 'UPSTREAM', first: 1000 };
      return ask<{ lineage: LineageData }>(options, LINEAGE_QUERY, variables, ({ lineage }) =>
        lineageAs(format, 'UPSTREAM')(lineage),
      );
    });
}
