import { Command } from 'commander';
import { withCatalogOptions, withSession, type CatalogOptions } from './session.js';

export function ingestCommand(): Command {
  const command = new Command('ingest')
    .description(
      'keep OpenLineage events from files or standard input, as if they had been sent to the server',
    )
    .argument('[file...]', 'files of events; left out, or -: standard input, one event per line');
  return withCatalogOptions(command, { json: false })
    .addHelpText('after', '\nExample:\n  zcat events.ndjson.gz | headwater ingest')
    .action(async (files: string[], options: CatalogOptions) => {
      const { ingest } = await import('./ingest.js');
      const done = await withSession(options, (session) => ingest(session, files.length > 0 ? files : ['-']));
      process.exitCode = done ? 0 : 1;
    });
}
