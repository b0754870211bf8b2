import { Command, Option } from 'commander';
import type { ImportCommandOptions } from './import.js';
import { withCatalogOptions } from './session.js';

/** The forms that are read, as `form-of` names them, which would load all of linked data to print a help text. */
const FORMATS = ['jsonld', 'ndjson', 'nquads', 'turtle'];
/** The same as `VOCABULARIES`, and all of them. */
const FROM = ['auto', 'mldcat', 'dcat', 'prov', 'mls', 'croissant'];

export function importCommand(): Command {
  const command = new Command('import')
    .description(
      'take in what `headwater export` wrote (a backup, or a catalog of another engine), or with --from a document of another vocabulary',
    )
    .argument('<file>', 'the document, packed with gzip or not; -: standard input')
    .option('--dry-run', 'print what would be written, and write nothing', false)
    .option('--skip-refused', 'take the rest where some of it is refused', false)
    .option('--base <iri>', "what the IRIs of the export begin with (default: what its first thing's does)")
    .addOption(
      new Option('--format <format>', 'the form (default: what the text looks like)').choices(FORMATS),
    )
    .addOption(
      new Option('--from <vocabulary>', 'the vocabulary of a document that is no export of ours').choices(
        FROM,
      ),
    )
    .option('--service <name>', 'with --from: the service that models belong to, and whose word it is')
    .option('--no-progress', 'no moving line');
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExit codes: 0 all is in, 1 something was refused or is left to do.\n\nExample:\n  headwater import backup.ndjson.gz --dry-run\n  headwater export --all --format ndjson --data old | headwater import - --data new\n  headwater import croissant.json --from croissant --dry-run\n  headwater import models.jsonld --from mldcat --service partner-bank',
    )
    .action(async (file: string, options: ImportCommandOptions) => {
      process.exitCode = await (await import('./import.js')).runImport(file, options);
    });
}
