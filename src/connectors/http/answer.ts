import type { Response } from 'undici';
import { rateLimitPauseMs } from './rate-limit.js';
import { RequestFailure } from './request-failure.js';
import { retryAfterMs } from './retry-after.js';

const EXCERPT = 200;

/** Checks that an answer is one that can be read as what was asked for. @throws RequestFailure when it is not. */
export function readAnswer(response: Response, text: string, accept: 'json' | 'text'): void {
  const { status } = response;
  if (status >= 300 && status < 400) throw redirected(response);
  const html = isHtml(response, text);
  if (!response.ok) {
    throw new RequestFailure(`It answered ${status} ${response.statusText}${said(text, html)}`.trim(), {
      kind: 'status',
      status,
      body: text.slice(0, 1000),
    });
  }
  // A text may come under the wrong name: MLflow calls the bare number of its version text/html.
  if (accept === 'json' ? html : isMarkup(text))
    throw unexpected('It answered with an HTML page', status, text);
  const type = response.headers.get('content-type') ?? '';
  if (accept === 'json' && type !== '' && !/json/i.test(type)) {
    throw unexpected(
      `It answered with content of type "${type.slice(0, 100)}" where JSON was expected`,
      status,
      text,
    );
  }
}

/** How long the server asks to be left alone, by whichever header; a `Retry-After` is about this very request. */
export function askedToWaitMs({ headers }: Response): number | undefined {
  // What is said as a date is so by the server's clock, which may be off.
  const date = Date.parse(headers.get('date') ?? '');
  const now = Number.isNaN(date) ? Date.now() : date;
  return retryAfterMs(headers.get('retry-after'), now) ?? rateLimitPauseMs(headers, now);
}

/** A connection that failed or broke: the code of the cause tells a person most. */
export function unreachable(error: unknown): RequestFailure {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const words = CONNECTION_FAILURES[cause?.code ?? ''] ?? cause?.message ?? (error as Error).message;
  return new RequestFailure(
    `The connection failed: ${words}${cause?.code ? ` (${cause.code})` : ''}`,
    { kind: 'unreachable' },
    { cause: error },
  );
}

const CONNECTION_FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused, so nothing listens there',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ECONNRESET: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  ETIMEDOUT: 'the connection could not be made in time',
  UND_ERR_CONNECT_TIMEOUT: 'the connection could not be made in time',
  ...Object.fromEntries(
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ].map((code) => [
      code,
      'its certificate is of an authority that is not trusted; if it is the right one, name its file in "tls.ca"',
    ]),
  ),
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

function redirected(response: Response): RequestFailure {
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location, response.url) ? new URL(location, response.url) : undefined;
  const elsewhere = target
    ? `${target.protocol}//${target.host}${target.pathname}`
    : 'no address that can be read';
  return new RequestFailure(
    `It redirects to ${elsewhere}, and redirects are not followed; if that is the right server, put its address into "url"`,
    { kind: 'redirect', status: response.status },
  );
}

const unexpected = (message: string, status: number, text: string): RequestFailure =>
  new RequestFailure(`${message}${said(text, isMarkup(text))}`, {
    kind: 'unexpected-content',
    status,
    body: text.slice(0, 1000),
  });

const isMarkup = (text: string): boolean => /^\s*<(!doctype html|html|head|body)\b/i.test(text);

const isHtml = (response: Response, text: string): boolean =>
  /\bhtml\b/i.test(response.headers.get('content-type') ?? '') || isMarkup(text);

/** What the body says, in one short line: the title of a page, the `message` of a JSON error, or its beginning. */
function said(body: string, html: boolean): string {
  const text = body.slice(0, 20_000);
  const message = html
    ? (/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? text.replace(/<[^>]*>/g, ' '))
    : jsonMessage(text);
  const line = message.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (line === '') return '';
  return `: "${line.slice(0, EXCERPT)}${line.length > EXCERPT ? '…' : ''}"`;
}

function jsonMessage(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return text;
  }
}
