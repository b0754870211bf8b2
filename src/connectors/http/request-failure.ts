import { HeadwaterError } from '../../errors.js';

/** What went wrong with a request, for code that has to tell cases apart; the message is for people. */
export type FailureKind =
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'redirect'
  | 'unexpected-content'
  | 'malformed-json'
  | 'truncated'
  | 'too-large';

interface FailureFacts {
  readonly kind: FailureKind;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** The first characters of the body, for the connector that knows what its system means by them. */
  readonly body?: string;
}

/** Failures of a moment: the same request may well succeed a little later. */
const PASSING_STATUS = new Set([429, 502, 503, 504]);

/** One attempt that failed. It stays inside the client, which turns the last one into a {@link HeadwaterError}. */
export class RequestFailure extends Error {
  constructor(
    message: string,
    readonly facts: FailureFacts,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RequestFailure';
  }

  /** Whether trying again may help. */
  get passing(): boolean {
    const { kind, status } = this.facts;
    if (kind === 'status') return PASSING_STATUS.has(status ?? 0);
    return kind === 'unreachable' || kind === 'timeout' || kind === 'truncated';
  }
}

/** The failure of a request as connectors see it, or nothing when the error is another one. */
export function failureOf(
  error: unknown,
): { kind: FailureKind; status?: number; passing: boolean } | undefined {
  if (!(error instanceof HeadwaterError) || error.code !== 'SOURCE_FAILED') return undefined;
  const { failure, status, passing } = error.details;
  if (typeof failure !== 'string') return undefined;
  return {
    kind: failure as FailureKind,
    ...(typeof status === 'number' ? { status } : {}),
    passing: passing === true,
  };
}
