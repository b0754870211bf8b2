import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import pLimit from 'p-limit';

const GIB = 1024 ** 3;
/** What a service copies in one step. */
const LARGEST_COPY = 5 * GIB;
const COPIES_AT_ONCE = 4;

export interface ObjectCopy {
  readonly bucket: string;
  readonly from: string;
  readonly to: string;
}

/** Copies an object of any size inside its bucket: the service does it, and nothing passes through here. */
export async function copyObject(
  client: S3Client,
  copy: ObjectCopy,
  { largestCopy = LARGEST_COPY, partSize = GIB }: { largestCopy?: number; partSize?: number } = {},
): Promise<void> {
  const { bucket: Bucket, from, to: Key } = copy;
  const { ContentLength: size = 0 } = await client.send(new HeadObjectCommand({ Bucket, Key: from }));
  const CopySource = [Bucket, ...from.split('/')].map(encodeURIComponent).join('/');
  if (size <= largestCopy) await client.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
  else await copyParts(client, { Bucket, Key, CopySource }, size, partSize);
}

async function copyParts(
  client: S3Client,
  { CopySource, ...target }: { Bucket: string; Key: string; CopySource: string },
  size: number,
  partSize: number,
): Promise<void> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  const limit = pLimit(COPIES_AT_ONCE);
  try {
    const numbers = Array.from({ length: Math.ceil(size / partSize) }, (_, index) => index);
    const Parts = await limit.map(numbers, async (index): Promise<CompletedPart> => {
      const end = Math.min((index + 1) * partSize, size) - 1;
      const CopySourceRange = `bytes=${index * partSize}-${end}`;
      const PartNumber = index + 1;
      const { CopyPartResult } = await client.send(
        new UploadPartCopyCommand({ ...target, UploadId, PartNumber, CopySource, CopySourceRange }),
      );
      return { PartNumber, ETag: CopyPartResult?.ETag };
    });
    await client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
    );
  } catch (error) {
    limit.clearQueue();
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
    throw error;
  }
}
