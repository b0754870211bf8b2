import { Command, InvalidArgumentError, Option } from 'commander';
import { kindsOption, pageOptions } from './options.js';
import { ask } from './question.js';
import { SEARCH_QUERY, searchLines, type SearchData } from './search.view.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';

/** Filters over texts, by the name that GraphQL has for them. */
const FILTERS = {
  service: 'in these services',
  platform: 'in services of these platforms, such as mlflow',
  owner: 'answered for by one of these',
  tag: 'with one of these tags: name, or name=value',
  domain: 'of these parts of the business',
  stage: 'in these stages',
  status: 'of these statuses',
  state: 'in these states (of deployments and syncs)',
  task: 'for these tasks',
  framework: 'made with these frameworks',
  term: 'described by these glossary terms',
} as const;
type FilterName = keyof typeof FILTERS;

const SORTS = {
  relevance: 'RELEVANCE',
  name: 'NAME',
  kind: 'KIND',
  created: 'CREATED_AT',
  updated: 'UPDATED_AT',
  registered: 'REGISTERED_AT',
  since: 'SINCE',
} as const;

const DEFAULT_FACETS = ['kind', 'service', 'owner', 'tag', 'domain', 'stage', 'framework'];
const FACETS = [...DEFAULT_FACETS, 'platform', 'status', 'state', 'task', 'term'];

const COMPARISONS: Readonly<Record<string, string>> = {
  '>': 'ABOVE',
  '>=': 'AT_LEAST',
  '=': 'EQUAL_TO',
  '<=': 'AT_MOST',
  '<': 'BELOW',
};

interface Threshold {
  readonly name: string;
  readonly is: string;
  readonly value: number;
}

interface Options extends CatalogOptions, Partial<Record<FilterName, string[]>> {
  readonly kind?: string[];
  readonly metric?: Threshold[];
  readonly ended?: boolean;
  readonly sort?: keyof typeof SORTS;
  readonly descending?: boolean;
  readonly facets?: string[] | true;
  readonly first?: number;
  readonly after?: string;
}

export function searchCommand(): Command {
  const command = new Command('search')
    .description('things by words in their names, tags and descriptions')
    .argument('[words...]', 'words, or the beginnings of words; left out: all that the filters let through')
    .addOption(kindsOption());
  for (const [name, description] of Object.entries(FILTERS))
    command.option(`--${name} <${name}...>`, `only ${description}`);
  command
    .option(
      '--metric <threshold...>',
      "only versions that reach it, and their models: 'auc > 0.9'",
      threshold,
    )
    .option('--ended', 'also what was deleted or is gone from its source')
    .addOption(new Option('--sort <column>', 'in this order').choices(Object.keys(SORTS)))
    .option('--descending', 'in the reverse of it')
    .addOption(
      new Option(
        '--facets [by...]',
        'count what is found by these properties (left out: the usual ones)',
      ).choices(FACETS),
    );
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      `
Names are taken apart at dots, dashes, underscores, digits and capitals: count_30d, orders.count and churnPred all find.

Example:
  headwater search churn --kind MLModel
  headwater search --kind MLModelVersion --metric 'auc > 0.9' --stage production --sort registered --descending`,
    )
    .action((words: string[], options: Options) => search(words.join(' '), options));
}

function search(text: string, options: Options): Promise<void> {
  const { sort, descending = false, facets, first = 50, after } = options;
  const filter = filterOf(options);
  const orderBy = sort || descending ? { by: SORTS[sort ?? (text ? 'relevance' : 'name')] } : null;
  const variables = {
    text,
    filter,
    orderBy: orderBy && { ...orderBy, direction: descending ? 'DESCENDING' : 'ASCENDING' },
    first,
    after,
    withFacets: facets !== undefined,
    facets: (Array.isArray(facets) ? facets : DEFAULT_FACETS).map((facet) => facet.toUpperCase()),
  };
  const asked = { text, filtered: Object.keys(filter).length > 0 };
  return ask<SearchData>(options, SEARCH_QUERY, variables, (data) => searchLines(data, asked));
}

function filterOf({ kind, metric, ended, ...options }: Options): Record<string, unknown> {
  const names = Object.keys(FILTERS) as FilterName[];
  return {
    ...(kind ? { kinds: kind } : {}),
    ...(metric ? { metric } : {}),
    ...(ended ? { ended } : {}),
    ...Object.fromEntries(names.flatMap((name) => (options[name] ? [[name, options[name]]] : []))),
  };
}

/** `auc > 0.9`. */
function threshold(text: string, others: Threshold[] = []): Threshold[] {
  const [, name = '', sign = '', number = ''] = /^\s*(.+?)\s*(>=|<=|>|<|=)\s*(\S+)\s*$/.exec(text) ?? [];
  const is = COMPARISONS[sign];
  const value = Number(number);
  if (!is || !Number.isFinite(value))
    throw new InvalidArgumentError(`Write it as 'auc > 0.9', with >, >=, =, <= or <.`);
  return [...others, { name, is, value }];
}
