import { setTimeout as delay } from 'node:timers/promises';
import pRetry, { type RetryContext } from 'p-retry';
import { HeadwaterError } from '../../errors.js';
import {
  authorizationHeader,
  baseAddress,
  withoutSecrets,
  type BaseAddress,
  type Credentials,
} from './base-address.js';
import { boundedText } from './bounded-body.js';
import { parseJson } from './parse-json.js';
import { RequestFailure } from './request-failure.js';
import { readAnswer, unreachable } from './answer.js';

export interface HttpClientOptions {
  /** The product that is asked, as errors name it. */
  readonly product: string;
  readonly url: string;
  readonly auth?: Credentials;
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest wait for one answer, body included. */
  readonly timeoutMs?: number;
  /** Attempts after the first. */
  readonly retries?: number;
  /** The wait before the second attempt; it doubles from there, with jitter. */
  readonly retryDelayMs?: number;
  /** Largest answer that is read. */
  readonly maxBytes?: number;
  /** What a person can do about a failure, where the product makes that plain. */
  readonly advice?: (failure: { kind: string; status?: number; body?: string }) => string | undefined;
}

/** How one request differs from the client's habits. */
interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly maxBytes?: number;
}

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly accept: 'json' | 'text';
  readonly body?: string;
}

const DEFAULTS = { timeoutMs: 30_000, retries: 4, retryDelayMs: 500, maxBytes: 64 * 1024 * 1024 };
const MAX_BACKOFF_MS = 10_000;

/**
 * Asks one server, below one base address, and nothing else: redirects are not followed, and nothing that an
 * answer says is ever turned into another address. It sends no `Origin`, which some servers take for a browser.
 * POST is for questions only here: like GET, it is repeated when an answer gets lost.
 */
export class HttpClient {
  private readonly address: BaseAddress;
  private readonly settings: HttpClientOptions & typeof DEFAULTS;
  private made = 0;

  /** @throws CONFIGURATION when `url` is no http address. */
  constructor(options: HttpClientOptions) {
    this.settings = { ...DEFAULTS, ...withoutUndefined(options) };
    this.address = baseAddress(options.url, options.auth);
  }

  /** Requests made so far, repeated ones included. */
  get requests(): number {
    return this.made;
  }

  /** The base address, without credentials. */
  get url(): string {
    return this.address.url;
  }

  /** @throws SOURCE_FAILED naming the address, the cause and what to do. */
  async getJson(path: string, query: Query = {}, options: RequestOptions = {}): Promise<unknown> {
    return this.send({ method: 'GET', url: this.urlOf(path, query), accept: 'json' }, options);
  }

  /** @throws SOURCE_FAILED naming the address, the cause and what to do. */
  async postJson(path: string, body: unknown, options: RequestOptions = {}): Promise<unknown> {
    const request = {
      method: 'POST',
      url: this.urlOf(path),
      accept: 'json',
      body: JSON.stringify(body),
    } as const;
    return this.send(request, options);
  }

  /** @throws SOURCE_FAILED naming the address, the cause and what to do. */
  async getText(path: string, query: Query = {}, options: RequestOptions = {}): Promise<string> {
    return (await this.send(
      { method: 'GET', url: this.urlOf(path, query), accept: 'text' },
      options,
    )) as string;
  }

  private urlOf(path: string, query: Query = {}): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const item of [value].flat()) if (item !== undefined) parameters.append(name, String(item));
    }
    return `${this.address.url}${path}${parameters.size > 0 ? `?${parameters.toString()}` : ''}`;
  }

  private async send(request: Request, options: RequestOptions): Promise<unknown> {
    const { signal } = options;
    try {
      return await pRetry(() => this.attempt(request, options), {
        retries: options.retries ?? this.settings.retries,
        minTimeout: this.settings.retryDelayMs,
        maxTimeout: MAX_BACKOFF_MS,
        randomize: true,
        signal,
        shouldRetry: ({ error }) => error instanceof RequestFailure && error.passing,
        onFailedAttempt: (context) => waitAsAsked(context, signal),
      });
    } catch (error) {
      throw error instanceof RequestFailure ? this.explained(request, error) : error;
    }
  }

  private async attempt(request: Request, options: RequestOptions): Promise<unknown> {
    const timeoutMs = options.timeoutMs ?? this.settings.timeoutMs;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    this.made += 1;
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: this.headersOf(request),
        body: request.body,
        redirect: 'manual',
        signal,
      });
      const text = await boundedText(response, options.maxBytes ?? this.settings.maxBytes);
      readAnswer(response, text, request.accept);
      return request.accept === 'json' ? parseJson(text) : text;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof RequestFailure) throw error;
      if (!timeout.aborted) throw unreachable(error);
      throw new RequestFailure(
        `It did not answer within ${timeoutMs} ms`,
        { kind: 'timeout' },
        { cause: error },
      );
    }
  }

  private headersOf({ accept, body }: Request): Record<string, string> {
    const authorization = authorizationHeader(this.address.credentials);
    return {
      accept: accept === 'json' ? 'application/json' : '*/*',
      'user-agent': 'headwater',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...this.settings.headers,
      ...(authorization === undefined ? {} : { authorization }),
    };
  }

  /** The failure in the words that people see: address, cause, what to do; without secrets. */
  private explained(
    { method, url }: Request,
    { message, facts, cause, passing }: RequestFailure,
  ): HeadwaterError {
    const address = `${method} ${url.split('?')[0]}`;
    const advice = this.settings.advice?.(facts);
    const text = `${this.settings.product} at ${this.address.url} failed (${address}): ${message}.${advice ? ` ${advice}` : ''}`;
    return new HeadwaterError(
      'SOURCE_FAILED',
      withoutSecrets(text, this.address.credentials),
      { address: this.address.url, failure: facts.kind, status: facts.status, passing },
      // The cause of a failed connection names host and port and nothing that was sent.
      { cause },
    );
  }
}

/** Waits as long as the server asked to, before the back-off that comes on top of it. */
async function waitAsAsked({ error, retriesLeft }: RetryContext, signal?: AbortSignal): Promise<void> {
  const wait = error instanceof RequestFailure && error.passing ? error.facts.retryAfterMs : undefined;
  if (wait !== undefined && retriesLeft > 0) await delay(wait, undefined, { signal });
}

const withoutUndefined = <T extends object>(options: T): T =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
