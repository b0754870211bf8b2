import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import {
  checkedKey,
  checkedUpload,
  type ArtifactStore,
  type ByteRange,
} from '../catalog/artifacts/artifact.store.js';
import { copyObject } from './s3-copy.js';
import { abortUnfinished } from './s3-unfinished.js';
import type { S3Settings } from './settings.js';
import { storeFailure } from './store-failure.js';

const MIB = 1024 ** 2;
/** Of one upload; a service takes no more. */
const MAX_PARTS = 10_000;
/** Parts of one upload that are under way at once: with the one that is filled they are all that is in memory. */
const PARTS_AT_ONCE = 2;

/** Keeps artifacts in a bucket: uploads below `<prefix>uploads/`, what they become below `<prefix>sha256/`. */
export class S3ArtifactStore implements ArtifactStore {
  readonly place: string;
  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly prefix: string;
  private readonly partSize: number;

  constructor(settings: S3Settings, { maxBytes }: { maxBytes: number }) {
    const { bucket, prefix = '', endpoint } = settings;
    this.bucket = bucket;
    this.prefix = prefix;
    this.place = `${endpoint ? `${withoutCredentials(endpoint)} ` : ''}s3://${bucket}/${prefix}`;
    this.partSize = Math.max(8 * MIB, Math.ceil(maxBytes / MAX_PARTS));
    this.client = new S3Client(clientConfig(settings));
  }

  async stage(upload: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const source = new Watched(bytes);
    const Key = this.staged(upload);
    try {
      await new Upload({
        client: this.client,
        params: { Bucket: this.bucket, Key, Body: Readable.from(source, { objectMode: false }) },
        partSize: this.partSize,
        queueSize: PARTS_AT_ONCE,
        leavePartsOnError: false,
      }).done();
    } catch (error) {
      throw source.failure ?? storeFailure(this.place, error);
    }
  }

  async keep(upload: string, key: string): Promise<void> {
    const { client, bucket } = this;
    const copy = { bucket, from: this.staged(upload), to: this.key(key) };
    await this.inOrder(copyObject(client, copy));
    await this.discard(upload);
  }

  async discard(upload: string): Promise<void> {
    await this.delete(this.staged(upload));
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const Range = range ? `bytes=${range.start}-${range.end}` : undefined;
    const { Body } = await this.inOrder(
      this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: this.key(key), Range })),
    );
    if (!(Body instanceof Readable)) throw storeFailure(this.place, new Error('it answered without a body'));
    return Body;
  }

  async remove(key: string): Promise<void> {
    await this.delete(this.key(key));
  }

  sweep(before: Date): Promise<number> {
    return this.inOrder(this.sweepUploads(before));
  }

  close(): void {
    this.client.destroy();
  }

  private async sweepUploads(before: Date): Promise<number> {
    const { client, bucket: Bucket } = this;
    const Prefix = `${this.prefix}uploads/`;
    let swept = await abortUnfinished(client, { Bucket, Prefix }, before);
    swept += await abortUnfinished(client, { Bucket, Prefix: `${this.prefix}sha256/` }, before);
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      for (const { Key, LastModified } of Contents) {
        if (Key === undefined || !LastModified || LastModified >= before) continue;
        await this.delete(Key);
        swept += 1;
      }
    }
    return swept;
  }

  private async delete(Key: string): Promise<void> {
    await this.inOrder(this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key })));
  }

  private staged(upload: string): string {
    return `${this.prefix}uploads/${checkedUpload(upload)}`;
  }

  private key(key: string): string {
    return `${this.prefix}${checkedKey(key)}`;
  }

  private async inOrder<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw storeFailure(this.place, error);
    }
  }
}

/** Remembers what broke the bytes off, which the library may tell in other words. */
class Watched implements AsyncIterable<Uint8Array> {
  failure: Error | undefined;

  constructor(private readonly bytes: AsyncIterable<Uint8Array>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.bytes;
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }
}

function clientConfig(settings: S3Settings): S3ClientConfig {
  const { endpoint, region, forcePathStyle, accessKeyId, secretAccessKey, sessionToken } = settings;
  return {
    ...(endpoint ? { endpoint } : {}),
    ...(region ? { region } : {}),
    ...(forcePathStyle === undefined ? {} : { forcePathStyle }),
    ...(accessKeyId && secretAccessKey
      ? { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
      : {}),
    // Checksums of the newest kind are refused by services that are only compatible; ours is the SHA-256.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 0, socketTimeout: 120_000 },
  };
}

function withoutCredentials(endpoint: string): string {
  const url = new URL(endpoint);
  return url.origin;
}
