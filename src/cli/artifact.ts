import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ArtifactTracking } from '../catalog/artifacts/track-artifact.js';
import { badInput, HeadwaterError } from '../errors.js';
import { artifactOf } from './artifact-argument.js';
import { artifactClient, type FileDownload } from './artifact-client.js';
import { printDeleted, printRecorded } from './artifact.view.js';
import { untilInterrupted } from './interrupt.js';
import { withSession, type CatalogOptions } from './session.js';
import { createTransferProgress } from './transfer-progress.js';
import { writeWhole } from './whole-file.js';

export interface UploadOptions extends CatalogOptions {
  readonly version: string;
  readonly path?: string;
  readonly type?: string;
  readonly replace?: boolean;
  readonly progress: boolean;
}

export interface TrackOptions extends CatalogOptions, ArtifactTracking {
  readonly type?: string;
  readonly replace?: boolean;
}

export interface DownloadOptions extends CatalogOptions {
  readonly out?: string;
  readonly progress: boolean;
}

export async function upload(file: string, options: UploadOptions): Promise<void> {
  const { version, path = basename(file), type, replace = false, progress } = options;
  const size = await sizeOf(file);
  const artifact = await interruptibly((signal) =>
    withSession(options, async (session) => {
      const client = await artifactClient(session);
      const read = (verb: string) => passing(createReadStream(file, { signal }), { verb, size, progress });
      // Read twice, so that the other side can tell whether what arrives is what lies here.
      const checksum = await checksumOf(read('reading '));
      return client.upload({ version, path, type, checksum, size, replace, bytes: read('sending ') }, signal);
    }),
  );
  if (artifact) printRecorded(artifact, options);
}

export async function track({ type, replace = false, ...options }: TrackOptions): Promise<void> {
  const { version, path, uri, checksum, size } = options;
  const tracking = { version, path, uri, checksum, size, mimeType: type };
  const artifact = await withSession(options, async (session) =>
    (await artifactClient(session)).track(tracking, { replace }),
  );
  printRecorded(artifact, options);
}

export async function download(text: string, options: DownloadOptions): Promise<void> {
  const { id, fileName } = artifactOf(text);
  const out = options.out ?? fileName;
  if (options.out === undefined && existsSync(out))
    throw badInput(`There is a file ${out} here already. Say where to with --out; it is then written over.`);
  const done = await interruptibly((signal) =>
    withSession(options, async (session) => {
      const file = await (await artifactClient(session)).download(id, signal);
      await save(file, out, { signal, progress: options.progress });
      return true;
    }),
  );
  if (done && out !== STDOUT) process.stderr.write(`Saved as ${out}\n`);
}

export async function remove(text: string, options: CatalogOptions): Promise<void> {
  const { id } = artifactOf(text);
  await withSession(options, async (session) => (await artifactClient(session)).remove(id));
  printDeleted(id, options);
}

const STDOUT = '-';

async function save(
  { bytes, size, checksum }: FileDownload,
  out: string,
  { signal, progress }: { signal: AbortSignal; progress: boolean },
): Promise<void> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of passing(bytes, { verb: 'receiving ', size, progress })) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const check = (): void => {
    const arrived = `sha256:${hash.digest('hex')}`;
    if (arrived === checksum) return;
    throw new HeadwaterError(
      'CHECKSUM_MISMATCH',
      `What arrived is not what was recorded: its checksum is ${arrived}, and ${checksum} is recorded.`,
    );
  };
  const content = Readable.from(hashed(), { objectMode: false });
  if (out !== STDOUT) return writeWhole(content, out, { signal, check });
  await pipeline(content, process.stdout, { signal, end: false });
  check();
}

async function* passing(
  bytes: AsyncIterable<Uint8Array>,
  { verb, size, progress }: { verb: string; size: number; progress: boolean },
): AsyncGenerator<Uint8Array> {
  const shown = createTransferProgress(verb, size, progress);
  try {
    yield* shown.counted(bytes);
  } finally {
    shown.end();
  }
}

async function checksumOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return found.size;
  throw badInput(`${file} is ${found ? 'not a file' : 'not there'}. Name a file to upload.`);
}

/** Ends in order at Ctrl-C: nothing half-written stays, here or there. */
async function interruptibly<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  return untilInterrupted(async (signal) => {
    try {
      return await work(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      process.exitCode = 130;
      return undefined;
    }
  });
}
