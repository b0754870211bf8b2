import { Command } from 'commander';
import type { ConfigOverrides } from '../config.js';
import { wholeNumber } from './options.js';

export function serveCommand(): Command {
  return new Command('serve')
    .description('run the server until Ctrl-C')
    .option('--config <file>', 'the configuration (default: headwater.yaml, HEADWATER_CONFIG)')
    .option('--data <dir>', 'the directory of the embedded catalog (default: ./data, HEADWATER_DATA)')
    .option('--host <address>', 'where to listen (default: 127.0.0.1, HEADWATER_HOST)')
    .option('--port <n>', 'the port (default: 4000, HEADWATER_PORT)', wholeNumber(0, 65_535))
    .addHelpText('after', '\nExample:\n  headwater serve --port 4000')
    .action(async (options: ConfigOverrides) => (await import('./serve.js')).serve(options));
}
