import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  checkedKey,
  checkedUpload,
  type ArtifactStore,
  type ByteRange,
} from '../catalog/artifacts/artifact.store.js';
import { storeFailure } from './store-failure.js';

/** Keeps artifacts in a directory: uploads below `uploads/`, what they become below `sha256/`. */
export class DirectoryArtifactStore implements ArtifactStore {
  readonly place: string;

  constructor(private readonly directory: string) {
    this.place = directory;
  }

  async stage(upload: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const file = this.staged(upload);
    await this.inOrder(mkdir(dirname(file), { recursive: true }));
    try {
      // Flushed, so that what is answered for outlives a crash of the machine.
      const target = createWriteStream(file, { flags: 'wx', mode: 0o640, flush: true });
      await pipeline(Readable.from(bytes, { objectMode: false }), target);
    } catch (error) {
      await rm(file, { force: true });
      throw isErrno(error) ? storeFailure(this.place, error) : error;
    }
  }

  async keep(upload: string, key: string): Promise<void> {
    const file = this.path(key);
    await this.inOrder(mkdir(dirname(file), { recursive: true }));
    await this.inOrder(rename(this.staged(upload), file));
    await syncDirectory(dirname(file));
  }

  async discard(upload: string): Promise<void> {
    await this.inOrder(rm(this.staged(upload), { force: true }));
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const file = await this.inOrder(open(this.path(key), 'r'));
    return file.createReadStream(range);
  }

  async remove(key: string): Promise<void> {
    await this.inOrder(rm(this.path(key), { force: true }));
  }

  async sweep(before: Date): Promise<number> {
    const folder = join(this.directory, 'uploads');
    const names = await readdir(folder).catch(() => [] as string[]);
    let swept = 0;
    for (const name of names) {
      const file = join(folder, name);
      // Another process may be sweeping too.
      const age = await stat(file).catch(() => undefined);
      if (!age?.isFile() || age.mtime >= before) continue;
      await this.inOrder(rm(file, { force: true }));
      swept += 1;
    }
    return swept;
  }

  close(): void {}

  private staged(upload: string): string {
    return join(this.directory, 'uploads', checkedUpload(upload));
  }

  private path(key: string): string {
    return join(this.directory, ...checkedKey(key).split('/'));
  }

  private async inOrder<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw isErrno(error) ? storeFailure(this.place, error) : error;
    }
  }
}

/** What the file system says, and not what the sender's connection does. */
function isErrno(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined && (path !== undefined || syscall === 'write');
}

/** So that the new name outlives a crash as well. Not every system can. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => undefined);
  await directory?.sync().catch(() => undefined);
  await directory?.close();
}
