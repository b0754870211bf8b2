import { Command, Option } from 'commander';
import { HeadwaterError } from '../errors.js';
import type { ExportOptions } from './export.js';
import { withCatalogOptions } from './session.js';

/** The same as `EXPORT_FORMATS`, which would load the whole of JSON-LD to print a help text. */
const FORMATS = ['jsonld', 'ndjson', 'nquads', 'turtle'];

export function exportCommand(): Command {
  const command = new Command('export')
    .description('one thing, or everything, as JSON-LD or another form of RDF')
    .argument('[thing]', 'its id, or a name that means one thing')
    .option('--all', 'everything in the catalog')
    .addOption(new Option('--format <format>', 'the form').choices(FORMATS).default('jsonld'))
    .option('--out <file>', 'a file, instead of the standard output');
  return withCatalogOptions(command, { json: false })
    .addHelpText(
      'after',
      '\nExample:\n  headwater export customer_churn_predictor --format turtle\n  headwater export --all --format ndjson --out catalog.ndjson',
    )
    .action(async (thing: string | undefined, options: ExportOptions & { all?: boolean }) => {
      if ((thing === undefined) !== (options.all === true)) {
        throw new HeadwaterError('BAD_INPUT', 'Name one thing to export, or say --all.');
      }
      await (await import('./export.js')).runExport(thing, options);
    });
}
