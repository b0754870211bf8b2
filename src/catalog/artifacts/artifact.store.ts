import type { Readable } from 'node:stream';

/** Part of some bytes: both ends are included, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the bytes of uploaded artifacts lie. It knows nothing of the catalog: an upload is a name of the catalog's
 * making, a key too ({@link contentKey}), and no name that a person gave ever comes here.
 */
export interface ArtifactStore {
  /** Where that is, for a person; never with credentials. */
  readonly place: string;
  /**
   * Takes the bytes of an upload, at constant memory, to a place of its own. When this resolves they survive a crash.
   * @throws what `bytes` throws, and then nothing is left of the upload.
   */
  stage(upload: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Moves what was staged to that key, where it appears at once and whole. */
  keep(upload: string, key: string): Promise<void>;
  /** Removes what was staged; what is not there any more is no error. */
  discard(upload: string): Promise<void>;
  /** The bytes under that key. @throws UNAVAILABLE when there are none, which is a loss. */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /** Removes what lies under that key; what is not there any more is no error. */
  remove(key: string): Promise<void>;
  /** Removes what uploads left behind that broke off before that time. Answers how many. */
  sweep(before: Date): Promise<number>;
  close(): void;
}

/**
 * The key of some content: its checksum, and which upload brought it. A key is never used twice, so that removing
 * what was freed can never remove what somebody has stored again in the meantime.
 */
export function contentKey(checksum: string, upload: string): string {
  const hex = checksum.slice('sha256:'.length);
  return `sha256/${hex.slice(0, 2)}/${hex}.${upload}`;
}

const KEY = /^sha256\/[0-9a-f]{2}\/[0-9a-f]{64}\.[0-9a-f-]{36}$/;
const UPLOAD = /^[0-9a-f-]{36}$/;

/** A last line of defence for stores that make paths of keys. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error(`"${key}" is no key of an artifact's content.`);
  return key;
}

export function checkedUpload(upload: string): string {
  if (!UPLOAD.test(upload)) throw new Error(`"${upload}" is no name of an upload.`);
  return upload;
}
