import { Command, Option } from 'commander';
import { CARD_LINKS } from '../catalog/cards/card-links.js';
import { STATES } from '../catalog/lineage/liveness.js';
import { CHANGES } from '../catalog/lineage/severity.js';
import { HeadwaterError } from '../errors.js';
import { timeOf } from './curate/options.js';
import type { ExportOptions } from './export.js';
import { withFilterOptions, type FilterOptions } from './filter-options.js';
import { upperCaseChoice, wholeNumber } from './options.js';
import { withCatalogOptions } from './session.js';

/** The same as `EXPORT_FORMATS`, which would load the whole of JSON-LD to print a help text. */
const FORMATS = ['jsonld', 'ndjson', 'nquads', 'turtle', ...CARD_LINKS.map(({ format }) => format)];
const FORMS = ['compacted', 'expanded', 'framed'];

interface Options extends ExportOptions, FilterOptions {
  readonly all?: boolean;
  readonly tree?: boolean;
  readonly lineage?: string;
  readonly upstream?: boolean;
  readonly downstream?: boolean;
  readonly depth?: number;
  readonly impactOf?: string;
  readonly change?: string;
  readonly asOf?: string;
  readonly history?: boolean;
}

const EXAMPLES = `
Filters choose among everything, or among the things of an answer. Several values of one: any of them. \`--state\` is
what sources state (in_service), or, of an answer, ${STATES.join(', ').toLowerCase()}.

Example:
  headwater export customer_churn_predictor --format turtle
  headwater export customer_churn_predictor --tree --form framed
  headwater export --all --format ndjson --out catalog.ndjson
  headwater export --all --history --format ndjson --out backup.ndjson
  headwater export --service mlflow-prod --kind MLModel MLModelVersion
  headwater export --lineage churn_scores --upstream --as-of 2026-03-03
  headwater export --impact-of orders.count_30d --change retype
  headwater export customer_churn_predictor@champion --format model-card --out README.md`;

export function exportCommand(): Command {
  const subject = new Command('export')
    .description('one thing, an answer, or everything, as RDF; a model as a card; lineage as events')
    .argument('[thing]', 'its id, or a name that means one thing')
    .option('--all', 'everything in the catalog')
    .option('--tree', 'the thing and all that hangs on it: of a model its versions, and so on')
    .option('--lineage <thing>', 'the things and edges of its lineage')
    .option('--upstream', 'of a lineage: what it depends on (the default)')
    .option('--downstream', 'of a lineage: what depends on it')
    .option('--depth <n>', 'of a lineage: the longest way, in edges', wholeNumber(0))
    .option('--impact-of <thing>', 'what a change to it touches, and by which ways')
    .addOption(upperCaseChoice('--change <change>', 'of an impact: what is done to it', CHANGES))
    .option('--as-of <time>', 'as it stood then, such as 2026-03-01 or 2026-03-01T08:00:00Z', timeOf)
    .option('--history', 'with all that happened to each thing, as PROV-O');
  const command = withFilterOptions(subject)
    .option('--state <state...>', 'only what is in such a state')
    .addOption(new Option('--format <format>', 'the format').choices(FORMATS).default('jsonld'))
    .addOption(
      new Option('--form <form>', 'of jsonld: with our context, with none, or as a tree').choices(FORMS),
    )
    .option('--out <file>', 'a file, instead of the standard output');
  return withCatalogOptions(command, { json: false })
    .addHelpText('after', EXAMPLES)
    .action(async (thing: string | undefined, options: Options) => {
      checkSubject(thing, options);
      if (CARD_LINKS.some(({ format }) => format === options.format)) {
        checkCard(options);
        return (await import('./export-card.js')).runCard(thing, options);
      }
      await (await import('./export.js')).runExport(parametersOf(thing, options), options);
    });
}

const FILTERS: readonly (keyof FilterOptions)[] = ['kind', 'service', 'owner', 'tag', 'domain', 'state'];

function checkSubject(thing: string | undefined, options: Options): void {
  const { all, lineage, impactOf, upstream, downstream } = options;
  const subjects = [thing, lineage, impactOf].filter((name) => name !== undefined).length;
  const isFiltered = FILTERS.some((name) => options[name] !== undefined);
  if (subjects + (all ? 1 : 0) !== 1 && !(subjects === 0 && isFiltered))
    throw new HeadwaterError(
      'BAD_INPUT',
      'Name one thing to export, or say --all, --lineage or --impact-of.',
    );
  if (upstream && downstream) throw new HeadwaterError('BAD_INPUT', 'Say --upstream or --downstream.');
}

/** A card is of one version, and events are of one thing or of all: no part or answer is written as either. */
function checkCard(options: Options): void {
  const { tree, lineage, impactOf, history, form, format } = options;
  const others = { tree, lineage, impactOf, history, form };
  const isOther = Object.values(others).some((value) => value !== undefined && value !== false);
  if (isOther || FILTERS.some((name) => options[name] !== undefined))
    throw new HeadwaterError('BAD_INPUT', `--format ${format} is of one thing, whole: name only that.`);
}

/** The same question as parameters of `GET /export`. */
function parametersOf(thing: string | undefined, options: Options): URLSearchParams {
  const { lineage, upstream, downstream, depth, impactOf, change, asOf, history, tree } = options;
  const direction = downstream ? 'downstream' : upstream ? 'upstream' : undefined;
  const single = { thing, lineage, direction, depth, impactOf, change, asOf };
  const flags = { tree, history };
  return new URLSearchParams([
    ...Object.entries(single).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
    ...Object.entries(flags).flatMap(([name, value]) => (value ? [[name, 'true']] : [])),
    ...FILTERS.flatMap((name) => (options[name] ?? []).map((value) => [name, value])),
  ]);
}
