import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  describeRequest,
  encodeBody,
  exchangeFileName,
  formatExchange,
  isExchangeFile,
  KEPT_HEADERS,
  requestKey,
  type RecordedExchange,
  type RecordedRequest,
} from '../../src/demo/recording.js';

/** Reads a whole registry at the given address, as the catalog would; what it makes of it does not matter here. */
export type ReadRegistry = (mlflowUrl: string) => Promise<unknown>;

/** What a recording did to its directory, as numbers of exchanges. */
export interface RecordingSummary {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** Size of all files together. */
  bytes: number;
}

export interface RecordingProxy {
  /** Where to read from instead of the server itself. */
  url: string;
  /** Why the server last gave no answer at all, if that happened. */
  failure(): Error | undefined;
  /** Writes what passed through, and removes the exchanges that did not pass through this time. */
  save(): Promise<RecordingSummary>;
  close(): Promise<void>;
}

/**
 * The request headers that are passed on. Left out on purpose: `if-none-match`, to which the answer is an
 * empty 304 that nobody can replay, and `origin`, which MLflow refuses on writes.
 */
const PASSED_ON = ['accept', 'authorization', 'content-type'] as const;

const UPSTREAM_TIMEOUT_MS = 120_000;

/**
 * Stands between a reader and a live MLflow, and keeps every answer.
 *
 * Nothing is written before `save`, so that a reading that fails halfway leaves the recording as it was.
 */
export async function startRecordingProxy(upstreamUrl: string, dir: string): Promise<RecordingProxy> {
  const upstream = upstreamUrl.replace(/\/+$/, '');
  const kept = new Map<string, RecordedExchange>();
  const contradictions = new Set<string>();
  let failure: Error | undefined;

  function keep(exchange: RecordedExchange): void {
    const key = requestKey(exchange.request);
    const before = kept.get(key);
    if (before && isPassing(exchange)) return;
    if (before && !isPassing(before) && formatExchange(before) !== formatExchange(exchange)) {
      contradictions.add(`${exchange.request.method} ${exchange.request.path}`);
    }
    kept.set(key, exchange);
  }

  async function relay(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const method = incoming.method ?? 'GET';
    const target = incoming.url ?? '/';
    const body = await buffer(incoming);
    const answer = await fetch(`${upstream}${target}`, {
      method,
      headers: pick(PASSED_ON, (name) => incoming.headers[name]),
      body: body.byteLength > 0 ? new Uint8Array(body) : null,
      redirect: 'manual',
      signal: AbortSignal.timeout(UPSTREAM_TIMEOUT_MS),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const headers = pick(KEPT_HEADERS, (name) => answer.headers.get(name));
    keep({
      request: describeRequest(method, target, body),
      response: { status: answer.status, headers, body: encodeBody(bytes) },
    });
    // To the reader go also the headers that say how to go on; they hold only for this moment.
    const guidance = pick(['retry-after', 'www-authenticate'], (name) => answer.headers.get(name));
    outgoing.writeHead(answer.status, { ...headers, ...guidance }).end(bytes);
  }

  const server = createServer((incoming, outgoing) => {
    relay(incoming, outgoing).catch((error: unknown) => {
      failure = new Error(`${upstream} did not answer: ${reasonOf(error)}`, { cause: error });
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502, { 'content-type': 'text/plain' }).end(failure.message);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failure: () => failure,
    save: async () => {
      if (kept.size === 0) throw failure ?? new Error('Nothing was read, so there is nothing to record.');
      if (contradictions.size > 0) {
        throw new Error(
          `The registry changed while it was recorded: two answers to ${[...contradictions].sort().join(', ')}. ` +
            'Record it again while nobody writes to it.',
        );
      }
      return writeRecording(dir, kept.values());
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** Records everything that `readRegistry` asks of the MLflow at `upstreamUrl`. */
export async function recordRegistry(
  upstreamUrl: string,
  dir: string,
  readRegistry: ReadRegistry,
): Promise<RecordingSummary> {
  const proxy = await startRecordingProxy(upstreamUrl, dir);
  try {
    await readRegistry(proxy.url).catch((error: unknown) => {
      // The reader can only say that the proxy refused; who records wants to know about the server.
      throw proxy.failure() ?? error;
    });
    return await proxy.save();
  } finally {
    await proxy.close();
  }
}

/** An answer that a reader repeats its request after, and that the next answer therefore replaces. */
const isPassing = ({ response }: RecordedExchange): boolean =>
  response.status === 429 || response.status >= 500;

async function writeRecording(dir: string, exchanges: Iterable<RecordedExchange>): Promise<RecordingSummary> {
  await mkdir(dir, { recursive: true });
  const summary: RecordingSummary = { added: 0, changed: 0, unchanged: 0, removed: 0, bytes: 0 };
  const stale = new Set((await readdir(dir)).filter(isExchangeFile));
  for (const exchange of exchanges) {
    const file = fileOf(dir, exchange.request);
    const text = formatExchange(exchange);
    const existed = stale.delete(exchangeFileName(exchange.request));
    const before = existed ? await readFile(file, 'utf8') : undefined;
    if (before !== text) await writeFile(file, text);
    summary[before === undefined ? 'added' : before === text ? 'unchanged' : 'changed'] += 1;
    summary.bytes += Buffer.byteLength(text);
  }
  for (const fileName of stale) await rm(join(dir, fileName));
  summary.removed = stale.size;
  return summary;
}

const fileOf = (dir: string, request: RecordedRequest): string => join(dir, exchangeFileName(request));

function pick<Name extends string>(
  names: readonly Name[],
  valueOf: (name: Name) => string | null | undefined,
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => [[name, valueOf(name) ?? ''] as const]).filter(([, v]) => v),
  );
}

/** `fetch` says only "fetch failed"; the reason is its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
