import { Command, Option } from 'commander';
import { timeOf } from './curate/options.js';
import { provenanceMarkdown } from './provenance.formats.js';
import { PROVENANCE_QUERY, type ProvenanceData } from './provenance.query.js';
import { provenanceLines } from './provenance.view.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';

interface Options extends CatalogOptions {
  readonly asOf?: string;
  readonly format?: string;
}

export function provenanceCommand(): Command {
  const command = new Command('provenance')
    .description(
      'where a thing comes from, with the evidence: versions, runs, code, training data, approvals, sources, and what is missing',
    )
    .argument('<thing>', 'an id, or a name that means one thing')
    .option('--as-of <time>', 'as it stood then, such as 2026-03-03 or 2026-03-03T08:00:00Z', timeOf)
    .addOption(new Option('--format <format>', 'a report to paste').choices(['markdown']).conflicts('json'));
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      `
A day without a time is its beginning, in UTC.

Example:
  headwater provenance churn_scores.score
  headwater provenance churn_scores --as-of 2026-03-03
  headwater provenance customer_churn_predictor@champion --format markdown`,
    )
    .action((id: string, { asOf, format, ...options }: Options) =>
      askProvenance(options, { id, asOf }, format === undefined ? provenanceLines : provenanceMarkdown),
    );
}

export const askProvenance = (
  options: CatalogOptions,
  variables: { readonly id: string; readonly asOf?: string | undefined },
  lines: (provenance: ProvenanceData) => string[] = provenanceLines,
): Promise<void> =>
  ask<{ provenance: ProvenanceData }>(options, PROVENANCE_QUERY, variables, ({ provenance }) =>
    lines(provenance),
  );
