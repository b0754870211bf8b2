import { Command, Option } from 'commander';
import type { ValidateOptions } from './validate.js';

/** The forms that are read, as `form-of` names them, which would load all of linked data to print a help text. */
const FORMATS = ['jsonld', 'ndjson', 'nquads', 'turtle'];

export function validateCommand(): Command {
  return new Command('validate')
    .description(
      'hold a document of linked data against the shapes of the catalog, or against other SHACL shapes',
    )
    .argument('<file>', 'the document, packed with gzip or not; -: standard input')
    .option('--shapes <file>', 'SHACL shapes in Turtle (default: those that schema/shapes.ttl publishes)')
    .addOption(
      new Option('--format <format>', 'the form (default: what the text looks like)').choices(FORMATS),
    )
    .option('--json', 'print the verdict as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 it conforms, 1 it does not, or holds nothing that the shapes speak of.\n\nExample:\n  headwater export --all --format nquads | headwater validate -\n  headwater validate models.jsonld --shapes mldcat-ap-3.1-shapes.ttl --json',
    )
    .action(async (file: string, options: ValidateOptions) => {
      process.exitCode = await (await import('./validate.js')).runValidate(file, options);
    });
}
