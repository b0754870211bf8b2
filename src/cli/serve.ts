import pc from 'picocolors';
import { loadConfig, type ConfigOverrides } from '../config.js';
import { createLog, openCatalog, startServer } from '../main.js';
import { interrupted } from './interrupt.js';

/** Runs the server until Ctrl-C, and leaves nothing open. */
export async function serve(options: ConfigOverrides): Promise<void> {
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
}
