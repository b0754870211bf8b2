import { Command } from 'commander';
import pc from 'picocolors';
import { loadConfig } from '../config.js';
import { createLog, openCatalog, startServer } from '../main.js';
import { interrupted } from './interrupt.js';
import { wholeNumber } from './options.js';

interface Options {
  readonly config?: string;
  readonly data?: string;
  readonly host?: string;
  readonly port?: number;
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('run the server until Ctrl-C')
    .option('--config <file>', 'the configuration (default: headwater.yaml, HEADWATER_CONFIG)')
    .option('--data <dir>', 'the directory of the embedded catalog (default: ./data, HEADWATER_DATA)')
    .option('--host <address>', 'where to listen (default: 127.0.0.1, HEADWATER_HOST)')
    .option('--port <n>', 'the port (default: 4000, HEADWATER_PORT)', wholeNumber(0, 65_535))
    .addHelpText('after', '\nExample:\n  headwater serve --port 4000')
    .action(async (options: Options) => {
      const config = loadConfig(options);
      const catalog = await openCatalog(config);
      try {
        const server = await startServer(config, catalog, {
          orAnotherPort: false,
          log: createLog(config.logLevel),
        });
        const { version, location } = catalog.engine;
        process.stdout.write(
          `Headwater on ${version} (${location})\n  GraphQL  ${pc.bold(`${server.url}/graphql`)}\nCtrl-C stops it.\n`,
        );
        await interrupted();
        await server.close();
      } finally {
        await catalog.close();
      }
    });
}
