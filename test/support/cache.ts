import { randomBytes } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where downloads are kept between runs: outside any clone, so that several clones share them. */
function cacheRoot(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'headwater');
}

/**
 * The directory of that name in the cache, filled by `fill` if it is not there yet.
 *
 * `fill` works in a directory of its own, and the name is a symbolic link that is put in place at the end: an
 * interrupted download leaves nothing half done under the name, two runs at once do not disturb each other, and a
 * Python environment, whose scripts know the path they were made at, need not be moved. The returned path is that
 * of the directory itself.
 */
export async function cached(name: string, fill: (directory: string) => Promise<void>): Promise<string> {
  const link = join(cacheRoot(), name);
  const present = await realpath(link).catch(() => undefined);
  if (present) {
    return present;
  }

  await mkdir(dirname(link), { recursive: true });
  await sweepInterrupted(link);
  const directory = `${link}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(directory);
  try {
    await fill(directory);
    const next = `${directory}.link`;
    await symlink(basename(directory), next);
    await rename(next, link);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
  return directory;
}

/** Forgets what stands under that name, so that the next call fills it anew. */
export async function forgetCached(name: string): Promise<void> {
  const link = join(cacheRoot(), name);
  const present = await realpath(link).catch(() => undefined);
  await rm(link, { force: true });
  if (present) {
    await rm(present, { recursive: true, force: true });
  }
}

/** Removes what a run that was killed had begun to fill under this name. */
async function sweepInterrupted(link: string): Promise<void> {
  const prefix = `${basename(link)}.`;
  for (const entry of await readdir(dirname(link))) {
    const pid = entry.startsWith(prefix) ? Number.parseInt(entry.slice(prefix.length), 10) : Number.NaN;
    if (!Number.isNaN(pid) && !isAlive(pid)) {
      await rm(join(dirname(link), entry), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
