/** The domain's error names. Everything above `graph/` and `connectors/` knows these and no driver codes. */
export type ErrorCode =
  | 'BAD_INPUT'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RULE_BROKEN'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'SOURCE_FAILED'
  | 'CONFIGURATION'
  | 'IN_USE'
  | 'UNSUPPORTED_TYPE'
  | 'CHECKSUM_MISMATCH'
  | 'TOO_LARGE'
  | 'BUSY';

/**
 * An expected failure: its message is written for the person who caused it and is safe to show.
 * `details` is machine-readable and becomes `extensions` of a GraphQL error.
 */
export class HeadwaterError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'HeadwaterError';
  }
}

export const badInput = (message: string, details?: Record<string, unknown>): HeadwaterError =>
  new HeadwaterError('BAD_INPUT', message, details);

/** Nothing has that id or name; `near` are the closest that exist. */
export const notFound = (wanted: string, near: readonly string[] = []): HeadwaterError =>
  new HeadwaterError(
    'NOT_FOUND',
    near.length > 0
      ? `Nothing is called "${wanted}". Near it: ${near.join(', ')}`
      : `Nothing is called "${wanted}".`,
    { wanted, near },
  );

/** Nothing has that id, or nothing had it at that moment. */
export const notThere = (wanted: string, asOf: string | undefined): HeadwaterError =>
  asOf === undefined
    ? notFound(wanted)
    : new HeadwaterError(
        'NOT_FOUND',
        `"${wanted}" was not in the catalog at ${asOf}. Its history tells since when it is known.`,
        { wanted, near: [] },
      );
