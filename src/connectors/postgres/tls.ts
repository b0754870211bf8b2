import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import { HeadwaterError } from '../../errors.js';
import type { TlsOptions } from './options.js';

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** How the connection is secured: `false` for not at all. @throws CONFIGURATION naming a file that cannot be read. */
export async function tlsSettings(
  host: string,
  options: TlsOptions = {},
): Promise<ConnectionOptions | false> {
  const mode = options.mode ?? (LOCAL.test(host) ? 'disable' : 'verify-full');
  if (mode === 'disable') return false;
  const [ca, cert, key] = await Promise.all([
    contentOf(options.caFile),
    contentOf(options.certFile),
    contentOf(options.keyFile),
  ]);
  return {
    rejectUnauthorized: mode === 'verify-full',
    ...(options.serverName === undefined ? {} : { servername: options.serverName }),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

async function contentOf(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HeadwaterError('CONFIGURATION', `A file named in \`tls\` cannot be read: ${reason}.`);
  }
}
