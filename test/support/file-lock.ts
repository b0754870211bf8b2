import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Waits until this process holds the lock, across the processes that run test files; the result gives it back.
 * The file holds the process id of the holder, so that the lock of a process that died is taken over.
 */
export async function acquireFileLock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
    await removeIfAbandoned(path);
    await sleep(POLL_MS);
  }
}

async function removeIfAbandoned(path: string): Promise<void> {
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (!holder) {
    return; // given back a moment ago, or its holder is just writing its name
  }
  try {
    process.kill(holder, 0);
  } catch {
    await rm(path, { force: true });
  }
}
