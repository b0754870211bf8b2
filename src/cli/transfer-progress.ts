import { Presets, SingleBar } from 'cli-progress';

/** Below this nobody waits. */
const WORTH_SHOWING = 8 * 1024 ** 2;

/** How many of the bytes of a file have passed. */
export interface TransferProgress {
  /** The same bytes, counted. */
  counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
  end(): void;
}

/** A moving line on a terminal, for a file that is large; nothing elsewhere. */
export function createTransferProgress(verb: string, size: number, wanted: boolean): TransferProgress {
  const isShown = wanted && size >= WORTH_SHOWING && process.stderr.isTTY;
  const bar = isShown ? new SingleBar(OPTIONS, Presets.legacy) : undefined;
  const begun = Date.now();
  let done = 0;
  bar?.start(size, 0, { verb, of: megabytes(size), done: '0', rate: '' });
  return {
    async *counted(bytes) {
      for await (const chunk of bytes) {
        done += chunk.byteLength;
        const rate = done / Math.max((Date.now() - begun) / 1000, 0.001);
        const left = Math.ceil((size - done) / rate);
        bar?.update(done, { done: megabytes(done), rate: `${megabytes(rate)} MB/s, ${left} s left` });
        yield chunk;
      }
    },
    end: () => bar?.stop(),
  };
}

const OPTIONS = {
  format: '  {verb} {bar} {done} of {of} MB  {rate}',
  hideCursor: true,
  stream: process.stderr,
  clearOnComplete: true,
  linewrap: false,
};

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
