import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalize } from 'json-canonicalize';
import { HeadwaterError } from '../errors.js';

/**
 * The recording format and its matching rule, used by the recorder and the replay server alike.
 *
 * A recording is a directory with one JSON file per exchange. It holds what a server answered and nothing
 * of when or to whom: no dates, no request headers (they carry credentials), of the response's headers only
 * the content type. So recording an unchanged registry again leaves every file as it was.
 */

/** The headers of an answer that change how its body is read. */
export const KEPT_HEADERS = ['content-type'] as const;

/** A body in the form that is easiest to read and to compare: JSON, else lines of text, else bytes. */
export type RecordedBody = { json: unknown } | { text: string[] } | { base64: string };

export interface RecordedRequest {
  method: string;
  path: string;
  /** Sorted by name; the values of a repeated name keep their order, because `order_by` means something by it. */
  query: [name: string, value: string][];
  /** Absent when the request had none. */
  body?: RecordedBody;
}

export interface RecordedResponse {
  status: number;
  headers: Record<string, string>;
  body: RecordedBody;
}

export interface RecordedExchange {
  request: RecordedRequest;
  response: RecordedResponse;
}

/** Describes a request as it stood on the wire. `target` is its path and query. */
export function describeRequest(method: string, target: string, body: Uint8Array): RecordedRequest {
  // A made-up origin: `target` may begin with two slashes, which would otherwise read as a host.
  const url = new URL(`http://recording${target}`);
  const request: RecordedRequest = {
    method: method.toUpperCase(),
    path: url.pathname,
    query: [...url.searchParams].sort(([left], [right]) => compare(left, right)),
  };
  if (body.byteLength > 0) request.body = encodeBody(body);
  return request;
}

/**
 * Equal for two requests exactly when a recording answers both alike: the same method, path and query,
 * the query's names in any order, and the same body, a JSON body in any layout and order of keys.
 */
export function requestKey(request: RecordedRequest): string {
  return canonicalize([request.method, request.path, request.query, request.body ?? null]);
}

/** MLflow's ids of runs and models: 32 hexadecimal digits, of which eight are enough to recognise one. */
const MADE_UP_ID = /\b([0-9a-f]{8})[0-9a-f]{24}\b/g;

/**
 * The name of an exchange's file: what was asked in words, then a digest of the request, which keeps apart
 * what the words do not. It depends on the request alone, so recording again writes to the same files.
 */
export function exchangeFileName(request: RecordedRequest): string {
  const endpoint = request.path.split('/').slice(-2).join('-');
  const values = request.query.map(([, value]) => value.replace(MADE_UP_ID, '$1')).join('-');
  const words = `${request.method}-${endpoint}-${values}`.toLowerCase().replace(/[^a-z0-9_.]+/g, '-');
  const digest = createHash('sha256').update(requestKey(request)).digest('hex').slice(0, 10);
  return `${words.slice(0, 80).replace(/^[-.]+|[-.]+$/g, '')}-${digest}.json`;
}

/** Whether a file of a recording's directory is an exchange: the rest (a note, say) is left alone. */
export const isExchangeFile = (fileName: string): boolean => /-[0-9a-f]{10}\.json$/.test(fileName);

export const formatExchange = (exchange: RecordedExchange): string =>
  `${JSON.stringify(exchange, null, 2)}\n`;

/** Reads every exchange of a recording, by the key of its request. */
export async function readRecording(dir: string): Promise<Map<string, RecordedExchange>> {
  const exchanges = new Map<string, RecordedExchange>();
  for (const fileName of (await listDirectory(dir)).filter(isExchangeFile).sort()) {
    const exchange = parseExchange(await readFile(join(dir, fileName), 'utf8'), join(dir, fileName));
    const key = requestKey(exchange.request);
    if (exchanges.has(key)) {
      throw unusable(
        `${join(dir, fileName)} answers a request that another file of the recording answers too`,
      );
    }
    exchanges.set(key, exchange);
  }
  if (exchanges.size === 0) throw unusable(`${dir} holds no recorded exchange`);
  return exchanges;
}

/** Bytes as JSON where nothing is lost by it, else as text where they are text, else as base64. */
export function encodeBody(bytes: Uint8Array): RecordedBody {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
  try {
    const json: unknown = JSON.parse(text);
    if (isStructure(json) && survivesParsing(json)) return { json };
  } catch {
    // Not JSON, or what only Python calls JSON (a bare NaN): the reader must get it as it was.
  }
  return { text: text.split('\n') };
}

export function decodeBody(body: RecordedBody): Buffer {
  if ('json' in body) return Buffer.from(JSON.stringify(body.json));
  if ('text' in body) return Buffer.from(body.text.join('\n'));
  return Buffer.from(body.base64, 'base64');
}

/** A lone `3.17` may be a version in plain text: only objects and arrays are taken for JSON. */
const isStructure = (json: unknown): json is object => typeof json === 'object' && json !== null;

/** False where a whole number is too large for JavaScript: parsing would have changed it. */
function survivesParsing(json: unknown): boolean {
  if (typeof json === 'number') return !Number.isInteger(json) || Number.isSafeInteger(json);
  return isStructure(json) ? Object.values(json).every(survivesParsing) : true;
}

function parseExchange(text: string, file: string): RecordedExchange {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw unusable(`${file} is not JSON (${(error as Error).message})`);
  }
  if (!isExchange(parsed))
    throw unusable(`${file} is not a recorded exchange: it needs a request and a response`);
  return parsed;
}

function isExchange(value: unknown): value is RecordedExchange {
  if (!isRecord(value) || !isRecord(value['request']) || !isRecord(value['response'])) return false;
  const { request, response } = value;
  return (
    typeof request['method'] === 'string' &&
    typeof request['path'] === 'string' &&
    Array.isArray(request['query']) &&
    (request['body'] === undefined || isBody(request['body'])) &&
    typeof response['status'] === 'number' &&
    isRecord(response['headers']) &&
    isBody(response['body'])
  );
}

const isBody = (value: unknown): value is RecordedBody =>
  isRecord(value) && ('json' in value || Array.isArray(value['text']) || typeof value['base64'] === 'string');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  isStructure(value) && !Array.isArray(value);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

async function listDirectory(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    throw unusable(`${dir} cannot be read (${(error as Error).message})`);
  }
}

const unusable = (reason: string): HeadwaterError =>
  new HeadwaterError('CONFIGURATION', `The recording cannot be used: ${reason}.`);
