import { Command } from 'commander';
import { LINEAGE_QUERY, type LineageData } from './lineage.view.js';
import { wholeNumber } from './options.js';
import { provenanceLines } from './provenance.view.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { TRACE_QUERY, traceLines, type TraceData } from './trace.view.js';

export function traceCommand(): Command {
  const command = new Command('trace')
    .description('the ways between two things; with one thing, its way back to the columns it comes from')
    .argument('<from>', 'an id, or a name that means one thing')
    .argument('[to]', 'another; left out: the source columns of the first')
    .option('--first <n>', 'at most this many ways', wholeNumber(1, 100), 5);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  headwater trace churn_scores orders.count_30d\n  headwater trace churn_scores',
    )
    .action(
      (from: string, to: string | undefined, { first, ...options }: CatalogOptions & { first: number }) => {
        if (to !== undefined) return ask<TraceData>(options, TRACE_QUERY, { from, to, first }, traceLines);
        const variables = { id: from, direction: 'UPSTREAM', first: 1000 };
        return ask<{ lineage: LineageData }>(options, LINEAGE_QUERY, variables, ({ lineage }) =>
          provenanceLines(lineage),
        );
      },
    );
}
