import { Command, InvalidArgumentError, Option } from 'commander';
import { pageOptions } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { VERSIONS_QUERY, versionsLines, type VersionsData } from './versions.view.js';

interface Order {
  readonly by: string;
  readonly column?: string;
  readonly ascending: boolean;
}

interface Options extends CatalogOptions {
  readonly parameters?: string[];
  readonly metrics?: string[];
  readonly sort?: Order;
  readonly first?: number;
  readonly after?: string;
}

export function versionsCommand(): Command {
  const command = new Command('versions')
    .description('the versions of a model as a table: what serves them, and chosen parameters and metrics')
    .argument('<model>', 'its id or name')
    .addOption(
      new Option('--metrics <names>', 'metrics as columns: auc,f1@holdout,auc@holdout#women').argParser(
        names,
      ),
    )
    .addOption(new Option('--parameters <names>', 'parameters as columns: max_depth,eta').argParser(names))
    .addOption(
      new Option(
        '--sort <order>',
        'version, registered, modified, metric:NAME or parameter:NAME; with - before it the lowest or oldest come first',
      ).argParser(orderFrom),
    );
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      `
A name with a comma in it goes in double quotes: --metrics '"a,b",auc'

Example:
  headwater versions customer_churn_predictor --metrics auc,f1 --sort metric:auc`,
    )
    .action((model: string, { parameters = [], metrics = [], sort, first, after, ...options }: Options) => {
      const variables = { model, parameters, metrics, orderBy: sort, first: first ?? 50, after };
      return ask<VersionsData>(options, VERSIONS_QUERY, variables, (data) =>
        versionsLines(data, { parameters, metrics }),
      );
    });
}

/** `a,"b,c"`. Given twice, the lists are joined. */
function names(list: string, before: string[] = []): string[] {
  const found = [...list.matchAll(/\s*(?:"([^"]*)"|([^,]+))\s*(?:,|$)/g)].map(([, quoted, bare]) =>
    (quoted ?? bare ?? '').trim(),
  );
  return [...before, ...found.filter((name) => name !== '')];
}

const SIMPLE: Readonly<Record<string, string>> = {
  version: 'VERSION',
  registered: 'REGISTERED_AT',
  modified: 'LAST_MODIFIED',
};

function orderFrom(order: string): Order {
  const ascending = order.startsWith('-');
  const wanted = ascending ? order.slice(1) : order;
  const simple = SIMPLE[wanted];
  if (simple) return { by: simple, ascending };
  const [, what, column] = /^(metric|parameter):(.+)$/s.exec(wanted) ?? [];
  if (!what || !column)
    throw new InvalidArgumentError(
      'It must be version, registered, modified, metric:NAME or parameter:NAME, each also with - before it.',
    );
  return { by: what.toUpperCase(), column, ascending };
}
