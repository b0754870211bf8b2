import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SyncReport } from '../../src/catalog/sync/sync-report.js';
import type { SyncTarget } from './sync-target.js';

const PROCESS = fileURLToPath(new URL('sync-process.mjs', import.meta.url));
/** V8 takes what it can get: the limit shows what a sync needs. */
const HEAP = '--max-old-space-size=200';
const SERVICE = 'bench';
/** Of the address nothing may be in the catalog: it is another one in each run. */
const PUBLIC_URL = 'http://mlflow.bench';

export interface SyncOutcome extends SyncReport {
  readonly peakRssMiB: number;
}

/** Syncs a registry into a catalog, by the built product. @throws where it does not end COMPLETE. */
export async function syncOnce(url: string, target: SyncTarget): Promise<SyncOutcome> {
  const config = join(target.directory, 'headwater.yaml');
  const service = { name: SERVICE, type: 'mlflow', url, publicUrl: PUBLIC_URL };
  await writeFile(config, JSON.stringify({ data: 'data', services: [service] }));
  const { stdout } = await promisify(execFile)(process.execPath, [HEAP, PROCESS, config, SERVICE], {
    env: { ...process.env, NODE_ENV: 'production', ...target.environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  const outcome = JSON.parse(stdout) as SyncOutcome;
  if (outcome.state !== 'COMPLETE') throw new Error(`The sync ended ${outcome.state}: ${outcome.reason}`);
  return outcome;
}
