import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectoryArtifactStore } from '../../../src/artifacts/directory.store.js';
import { copyObject } from '../../../src/artifacts/s3-copy.js';
import { S3ArtifactStore } from '../../../src/artifacts/s3.store.js';
import { contentKey, type ArtifactStore } from '../../../src/catalog/artifacts/artifact.store.js';
import { checksumOf, someBytes } from '../../support/artifact-server.js';
import { describeWithPython, python } from '../../support/real-parts.js';
import { S3_CREDENTIALS, startS3, type S3Server } from '../../support/s3-server.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';

const MIB = 1024 ** 2;
const HOUR = 3_600_000;

interface Given {
  readonly store: () => ArtifactStore;
  /** All that lies there, finished or not. */
  readonly lying: () => Promise<string[]>;
}

async function* pieces(bytes: Buffer, { breaksAt = Infinity } = {}): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    if (at >= breaksAt) throw new Error('the sender went away');
    yield bytes.subarray(at, at + 65_536);
    await Promise.resolve();
  }
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What every store does. */
function keepsArtifacts({ store, lying }: Given): void {
  const newKey = (bytes: Buffer) => contentKey(checksumOf(bytes), crypto.randomUUID());

  it.each([0, 1, 20 * MIB])('gives %i bytes back as they were, whole and in part', async (size) => {
    const bytes = someBytes(size);
    const [upload, key] = [crypto.randomUUID(), newKey(bytes)];
    await store().stage(upload, pieces(bytes));
    await store().keep(upload, key);
    expect((await all(await store().read(key))).equals(bytes)).toBe(true);
    if (size > 10) {
      const part = await all(await store().read(key, { start: 5, end: 10 }));
      expect(part.equals(bytes.subarray(5, 11))).toBe(true);
    }
    await store().discard(upload);
    await store().remove(key);
    await store().remove(key);
    await expect(store().read(key)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await lying()).toEqual([]);
  });

  it.each([65_536, 18 * MIB])('has nothing of an upload that breaks off after %i bytes', async (breaksAt) => {
    const upload = crypto.randomUUID();
    const broken = store().stage(upload, pieces(someBytes(20 * MIB), { breaksAt }));
    await expect(broken).rejects.toThrow('the sender went away');
    expect(await lying()).toEqual([]);
  });

  it('sweeps what was staged before a time, and only that', async () => {
    const [upload, bytes] = [crypto.randomUUID(), someBytes(10)];
    await store().stage(upload, pieces(bytes));
    expect(await store().sweep(new Date(Date.now() - HOUR))).toBe(0);
    expect(await lying()).toHaveLength(1);
    expect(await store().sweep(new Date(Date.now() + HOUR))).toBe(1);
    expect(await lying()).toEqual([]);
  });

  it('takes no key and no upload that could lead elsewhere', async () => {
    await expect(store().read('../../etc/passwd')).rejects.toThrow('is no key');
    await expect(store().stage('../x', pieces(someBytes(1)))).rejects.toThrow('is no name of an upload');
  });
}

describe('A directory', () => {
  let directory: TemporaryDirectory;
  beforeAll(async () => {
    directory = await temporaryDirectory('store');
  });
  afterAll(() => directory.remove());

  const lying = () =>
    Promise.resolve(
      readdirSync(directory.path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    );
  keepsArtifacts({ store: () => new DirectoryArtifactStore(directory.path), lying });

  it('sweeps by when something last arrived, and leaves what it does not know', async () => {
    const store = new DirectoryArtifactStore(directory.path);
    const [old, young] = [crypto.randomUUID(), crypto.randomUUID()];
    for (const upload of [old, young]) await store.stage(upload, pieces(someBytes(10)));
    const before = new Date(Date.now() - 2 * HOUR);
    utimesSync(join(directory.path, 'uploads', old), before, before);
    expect(await store.sweep(new Date(Date.now() - HOUR))).toBe(1);
    expect(await lying()).toEqual([young]);
    await store.discard(young);
  });

  it('that cannot be written is named, with the reason', async () => {
    const file = join(directory.path, 'a file');
    writeFileSync(file, '');
    const store = new DirectoryArtifactStore(file);
    await expect(store.stage(crypto.randomUUID(), pieces(someBytes(1)))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining(file) as string,
    });
  });
});

describeWithPython('A bucket of an S3-compatible service', () => {
  let server: S3Server;
  let client: S3Client;
  beforeAll(async () => {
    server = await startS3(python());
    client = new S3Client({
      ...{
        endpoint: server.url,
        region: 'us-east-1',
        forcePathStyle: true,
        credentials: { ...S3_CREDENTIALS },
      },
    });
    await client.send(new CreateBucketCommand({ Bucket: 'files' }));
    // What others keep in the bucket is not ours to touch.
    await client.send(new PutObjectCommand({ Bucket: 'files', Key: 'uploads/other', Body: 'x' }));
    await client.send(new CreateMultipartUploadCommand({ Bucket: 'files', Key: 'other' }));
  });
  afterAll(async () => {
    client.destroy();
    await server.stop();
  });

  const settings = { store: 's3', bucket: 'files', prefix: 'our files+/', forcePathStyle: true } as const;
  const storeAt = (more: object = {}) =>
    new S3ArtifactStore(
      { ...settings, endpoint: server.url, region: 'us-east-1', ...S3_CREDENTIALS, ...more },
      { maxBytes: 100 * MIB },
    );
  const unfinished = async () =>
    (await client.send(new ListMultipartUploadsCommand({ Bucket: 'files' }))).Uploads ?? [];
  const lying = async () => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'files' }));
    const keys = [...Contents, ...(await unfinished())].map(({ Key }) => Key ?? '');
    return keys.filter((key) => key !== 'uploads/other' && key !== 'other');
  };
  keepsArtifacts({ store: () => storeAt(), lying });

  it('is swept of uploads in parts that never ended, and only of ours', async () => {
    const Key = `${settings.prefix}uploads/${crypto.randomUUID()}`;
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: 'files', Key }));
    await client.send(new UploadPartCommand({ Bucket: 'files', Key, UploadId, PartNumber: 1, Body: 'x' }));
    expect(await storeAt().sweep(new Date(Date.now() + HOUR))).toBe(1);
    expect((await unfinished()).map((upload) => upload.Key)).toEqual(['other']);
  });

  it('copies in parts what is too large for one step', async () => {
    const bytes = someBytes(12 * MIB);
    await client.send(new PutObjectCommand({ Bucket: 'files', Key: 'large', Body: bytes }));
    const sizes = { largestCopy: 5 * MIB, partSize: 5 * MIB };
    await copyObject(client, { bucket: 'files', from: 'large', to: 'copy' }, sizes);
    const answer = await fetch(`${server.url}/files/copy`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('that is not there, or not to be reached, is named with the reason', async () => {
    const stage = (store: ArtifactStore) => store.stage(crypto.randomUUID(), pieces(someBytes(1)));
    await expect(stage(storeAt({ bucket: 'none' }))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/s3:\/\/none\/our files\+\/ failed: there is no such bucket/) as string,
    });
    await expect(stage(storeAt({ endpoint: 'http://me:secret@127.0.0.1:1' }))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.not.stringContaining('secret') as string,
    });
  });
});
