import pc from 'picocolors';
import { loadConfig, type ConfigOverrides } from '../config.js';
import { createLog, openCatalog, startServer } from '../main.js';
import { interrupted } from './interrupt.js';

const ACCESS = {
  OPEN: 'whoever is on this machine, as there are no tokens (headwater token create --help)',
  BY_TOKEN: 'by token',
  CLOSED: pc.yellow('nobody, as all tokens have expired or been revoked (headwater token create --help)'),
};

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
    const access = ACCESS[await catalog.ports.access.standing()];
    process.stdout.write(
      `Headwater on ${version} (${location})\n  GraphQL  ${pc.bold(`${server.url}/graphql`)}\n  Access   ${access}\nCtrl-C stops it.\n`,
    );
    await interrupted();
    await server.close();
  } finally {
    await catalog.close();
  }
}
