import pRetry from 'p-retry';
import { fetch, type Dispatcher, type Response } from 'undici';
import { HeadwaterError } from '../../errors.js';
import {
  authorizationHeader,
  baseAddress,
  secretsOfAddress,
  withoutSecrets,
  type BaseAddress,
} from './base-address.js';
import { stated } from '../stated.js';
import { boundedText } from './bounded-body.js';
import { dispatcherOf } from './dispatcher.js';
import { handedOut } from './handed-out.js';
import { hostGate } from './host-gate.js';
import type { HttpSettings } from './http-options.js';
import { parseJson } from './parse-json.js';
import { RequestFailure } from './request-failure.js';
import { askedToWaitMs, readAnswer, unreachable } from './answer.js';

export interface HttpClientOptions extends HttpSettings {
  /** The product that is asked, as errors name it. */
  readonly product: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
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
  /** To a host that is not the service's own: it learns no credentials. */
  readonly elsewhere?: boolean;
}

const DEFAULTS = { timeoutMs: 30_000, retries: 4, retryDelayMs: 500, maxBytes: 64 * 1024 * 1024 };
const MAX_BACKOFF_MS = 10_000;

/**
 * Asks one server, below one base address. Redirects are not followed, and an address that an answer hands out is
 * fetched only by the methods that say so, and only from hosts that the configuration names. Requests to one host wait
 * for each other as `requests` says, and while the host asks to be left alone. It sends no `Origin`, which some servers take for a browser.
 * POST is for questions only here: like GET, it is repeated when an answer gets lost.
 */
export class HttpClient {
  private readonly address: BaseAddress;
  private readonly settings: HttpClientOptions & typeof DEFAULTS;
  private readonly dispatcher: Dispatcher;
  private made = 0;
  private received = 0;

  /** @throws CONFIGURATION when `url` is no http address, or a certificate cannot be read. */
  constructor(options: HttpClientOptions) {
    this.settings = { ...DEFAULTS, ...stated(options) };
    this.address = baseAddress(options.url, options.auth);
    this.dispatcher = dispatcherOf(options);
  }

  /** Requests made so far, repeated ones included. */
  get requests(): number {
    return this.made;
  }

  /** Bytes of the answers so far, of those that failed too. */
  get bytes(): number {
    return this.received;
  }

  /** Closes what connections there are, once what is under way has ended. */
  close(): Promise<void> {
    return this.dispatcher.close();
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

  /**
   * What lies at an address that an answer handed out: a next page, a file.
   * @throws SOURCE_FAILED also where its host is not among the configured ones.
   */
  async getJsonFrom(address: string, options: RequestOptions = {}): Promise<unknown> {
    return this.send({ method: 'GET', accept: 'json', ...this.handedOut(address) }, options);
  }

  /** As {@link getJsonFrom}, for text. */
  async getTextFrom(address: string, options: RequestOptions = {}): Promise<string> {
    return (await this.send(
      { method: 'GET', accept: 'text', ...this.handedOut(address) },
      options,
    )) as string;
  }

  private handedOut(address: string): Pick<Request, 'url' | 'elsewhere'> {
    return handedOut(address, { product: this.settings.product, base: this.url, hosts: this.settings.hosts });
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
    const gate = hostGate(new URL(request.url).origin, this.settings.requests);
    try {
      return await pRetry(() => gate.pass(() => this.attempt(request, options), signal), {
        retries: options.retries ?? this.settings.retries,
        minTimeout: this.settings.retryDelayMs,
        maxTimeout: MAX_BACKOFF_MS,
        randomize: true,
        signal,
        shouldRetry: ({ error }) => error instanceof RequestFailure && error.passing,
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
        dispatcher: this.dispatcher,
      });
      heed(response, request.url);
      const maxBytes = options.maxBytes ?? this.settings.maxBytes;
      const text = await boundedText(response, maxBytes, (bytes) => (this.received += bytes));
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

  private headersOf({ accept, body, elsewhere }: Request): Record<string, string> {
    const general = { accept: accept === 'json' ? 'application/json' : '*/*', 'user-agent': 'headwater' };
    if (elsewhere) return general;
    const authorization = authorizationHeader(this.address.credentials);
    return {
      ...general,
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
      withoutSecrets(text, this.address.credentials, this.otherSecrets()),
      { address: this.address.url, failure: facts.kind, status: facts.status, passing },
      // The cause of a failed connection names host and port and nothing that was sent.
      { cause },
    );
  }

  private otherSecrets(): string[] {
    const { tls, proxy, proxies, headers = {} } = this.settings;
    const addresses = [proxy || undefined, proxies?.http, proxies?.https];
    const secret = Object.entries(headers).filter(([name]) => /auth|token|key|cookie/i.test(name));
    return [
      ...addresses.flatMap(secretsOfAddress),
      ...(tls?.passphrase ? [tls.passphrase] : []),
      ...secret.map(([, value]) => value),
    ];
  }
}

/** Leaves the host alone for as long as its answer asks to: the requests beside this one would meet the same. */
function heed(response: Response, url: string): void {
  const wait = askedToWaitMs(response);
  if (wait !== undefined) hostGate(new URL(url).origin).close(wait);
}
