/**
 * Refreshes the example's recording from a live MLflow: `npm run example:record -- --mlflow URL`.
 *
 * The registry there must be the one that `build_registry.py` built. The real connector reads it through a
 * recording proxy, so the recording holds exactly the exchanges that the connector makes.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readRegistry } from './read-registry.js';
import { recordRegistry } from './recording-proxy.js';

const USAGE = `Usage: npm run example:record -- --mlflow URL [--out DIR]

  --mlflow URL   a running MLflow that holds the example's registry (see README.md beside this file)
  --out DIR      where to write the recording (default: recording/ beside this file)
`;

async function record(): Promise<number> {
  const { values } = parseArgs({ options: { mlflow: { type: 'string' }, out: { type: 'string' } } });
  if (!values.mlflow) {
    process.stderr.write(USAGE);
    return 2;
  }
  const dir = values.out ?? fileURLToPath(new URL('recording', import.meta.url));
  const { added, changed, unchanged, removed, bytes } = await recordRegistry(
    values.mlflow,
    dir,
    readRegistry,
  );
  process.stdout.write(
    `Recorded ${added + changed + unchanged} exchanges, ${Math.ceil(bytes / 1000)} kB: ` +
      `${added} new, ${changed} changed, ${unchanged} as before; ${removed} removed.\n`,
  );
  return 0;
}

process.exitCode = await record().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
