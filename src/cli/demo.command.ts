import { Command } from 'commander';
import { wholeNumber } from './options.js';
import type { DemoOptions } from './demo.js';

export function demoCommand(): Command {
  return new Command('demo')
    .description('sync the example registry and warehouse, and show what a dropped column breaks')
    .option('--once', 'end after the answer instead of staying up')
    .option('--data <dir>', 'keep the catalog there instead of in a temporary directory')
    .option('--mlflow <url>', 'read this MLflow, populated by examples/churn, instead of the recording')
    .option(
      '--port <n>',
      'the port of the server (default: 4000, or another where it is taken)',
      wholeNumber(0, 65_535),
    )
    .addHelpText('after', '\nExample:\n  headwater demo --once')
    .action(async (options: DemoOptions) => (await import('./demo.js')).runDemo(options));
}
