import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { badInput, HeadwaterError } from '../../errors.js';
import { formOfText, type LinkedDataForm } from '../parse/form-of.js';

/** A text that can be read from its beginning as often as need be. */
export interface SpooledText {
  readonly open: () => AsyncIterable<Buffer>;
  /** The form that the text itself tells. */
  form(): Promise<LinkedDataForm>;
  remove(): Promise<void>;
}

export interface SpoolLimits {
  /** Of the bytes, as they come and unpacked. */
  readonly maxBytes: number;
}

const UNLIMITED: SpoolLimits = { maxBytes: Infinity };
/** What is looked at to tell the form. */
const HEAD = 256 * 1024;

/**
 * Keeps what comes once, so that it can be read twice; only its owner may read it.
 * @throws TOO_LARGE as soon as there is more than may be; then nothing is kept.
 */
export async function spool(
  bytes: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: SpoolLimits & { signal?: AbortSignal } = UNLIMITED,
): Promise<SpooledText> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-import-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  const file = join(directory, 'document');
  try {
    const target = createWriteStream(file, { mode: 0o600 });
    await pipeline(bounded(bytes, maxBytes), target, ...(signal ? [{ signal }] : []));
  } catch (error) {
    await remove();
    throw error;
  }
  return { ...textOfFile(file, { maxBytes }), remove };
}

/** The text of a file, unpacked where it is gzip, whatever it is called. */
export function textOfFile(file: string, { maxBytes }: SpoolLimits = UNLIMITED): SpooledText {
  const opened = (): AsyncIterable<Buffer> => unpacked(file, maxBytes);
  return {
    open: opened,
    form: async () => formOfText(await headOf(opened())),
    remove: () => Promise.resolve(),
  };
}

async function* unpacked(file: string, maxBytes: number): AsyncGenerator<Buffer, void, undefined> {
  const isPacked = await startsAsGzip(file);
  const source = createReadStream(file);
  if (!isPacked) {
    yield* source as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    yield* bounded(gunzip as AsyncIterable<Buffer>, maxBytes);
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
    throw badInput(`The document is packed with gzip, and broken: ${(error as Error).message}.`);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function startsAsGzip(file: string): Promise<boolean> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw badInput(`The file ${file} cannot be read: ${error.code ?? 'unknown'}.`);
  });
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } catch (error) {
    throw badInput(`The file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  } finally {
    await handle.close();
  }
}

async function* bounded<Bytes extends Uint8Array>(
  bytes: AsyncIterable<Bytes>,
  maxBytes: number,
): AsyncGenerator<Bytes, void, undefined> {
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

export const tooLarge = (maxBytes: number): HeadwaterError =>
  new HeadwaterError(
    'TOO_LARGE',
    `The document is larger than the ${maxBytes.toLocaleString('en')} bytes that are taken here, packed or unpacked. Send it in parts, or raise import.maxBytes in the configuration of the server.`,
    { maxBytes },
  );

async function headOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD) break;
  }
  return Buffer.concat(parts).toString('utf8');
}
