import { Command, Option } from 'commander';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { wholeNumber } from './options.js';

export interface SyncCommandOptions extends CatalogOptions {
  readonly dryRun: boolean;
  readonly full: boolean;
  readonly acceptRemovals: boolean;
  readonly watch: boolean;
  /** In seconds. */
  readonly wait: number;
  readonly progress: boolean;
  readonly log: 'text' | 'json';
}

/** How long `--wait` alone waits, in seconds. */
const LONG = 3600;

export function syncCommand(): Command {
  const command = new Command('sync')
    .description('bring the catalog in step with its sources')
    .argument('[service...]', 'services of the configuration; left out: all, in their order')
    .option('--dry-run', 'print the plan that a run would carry out, and change nothing', false)
    .option('--full', 'read all, also where what changed, or the rest of a killed run, would do', false)
    .option(
      '--accept-removals',
      'retire what the source no longer holds, however much it is, and take what answers for the right source',
      false,
    )
    .option('--wait [seconds]', 'wait for a sync of the service that is under way', wholeNumber(0, 86_400))
    .option('--watch', 'go on by the schedules of the configuration until Ctrl-C', false)
    .option('--no-progress', 'plain lines instead of a moving one')
    .addOption(
      new Option('--log <format>', 'how progress is told: text, or json for one line per event')
        .choices(['text', 'json'])
        .default('text'),
    );
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExit codes: 0 all is in, 1 something failed, 3 nothing failed but retiring was left to a person.\n\nExample:\n  headwater sync\n  headwater sync mlflow-prod --dry-run\n  headwater sync --watch --log json',
    )
    .action(
      async (
        services: string[],
        { wait, ...options }: Omit<SyncCommandOptions, 'wait'> & { wait?: number | true },
      ) => {
        const { runSyncCommand } = await import('./sync.js');
        await runSyncCommand(services, { ...options, wait: wait === true ? LONG : (wait ?? 0) });
      },
    );
}
