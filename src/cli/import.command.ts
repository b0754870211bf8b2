import { Command, Option } from 'commander';
import type { ImportCommandOptions } from './import.js';
import { withCatalogOptions } from './session.js';

/** The forms that are read, as `form-of` names them, which would load all of linked data to print a help text. */
const FORMATS = ['jsonld', 'ndjson', 'nquads', 'turtle'];

export function importCommand(): Command {
  const command = new Command('import')
    .description('take in what `headwater export` wrote: a backup, or a catalog of another engine')
    .argument('<file>', 'the export, packed with gzip or not; -: standard input')
    .option('--dry-run', 'print what would be written, and write nothing', false)
    .option('--skip-refused', 'take the rest where some of it is refused', false)
    .option('--base <iri>', "what the IRIs of the export begin with (default: what its first thing's does)")
    .addOption(
      new Option('--format <format>', 'the form (default: what the text looks like)').choices(FORMATS),
    )
    .option('--no-progress', 'no moving line');
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExit codes: 0 all is in, 1 something was refused or is left to do.\n\nExample:\n  headwater import backup.ndjson.gz --dry-run\n  headwater export --all --format ndjson --data old | headwater import - --data new',
    )
    .action(async (file: string, options: ImportCommandOptions) => {
      process.exitCode = await (await import('./import.js')).runImport(file, options);
    });
}
