import { HeadwaterError } from '../../errors.js';

/** What to do, by the code of the server or of the system. */
const ADVICE: Readonly<Record<string, string>> = {
  '28P01': 'Check `auth`; take the password from the environment: `${PGPASSWORD}`.',
  '28000': 'The server does not let this user in from here, or asks for TLS: see `tls` and its pg_hba.conf.',
  '3D000': 'Check the database at the end of `url`.',
  '42501': 'The user lacks a right to read the system catalogs.',
  '53300': 'The server has no connection left; the next run will try again.',
  '57014': 'A statement took longer than `timeoutMs` allows.',
  '57P01': 'The server was shut down, or ended the connection.',
  '57P03': 'The server is starting or stopping; the next run will try again.',
  ECONNREFUSED: 'Nothing answers at that address: check host and port of `url`.',
  ENOTFOUND: 'There is no such host: check `url`.',
  ETIMEDOUT: 'The server did not answer in time.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Give the certificate of its issuer as `tls.caFile`.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Give the certificate of its issuer as `tls.caFile`.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Give the certificate of its issuer as `tls.caFile`.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Give the name in its certificate as `tls.serverName`.',
};

/** Codes of what may be gone in a moment. */
const PASSING = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', '53300', '57P03']);

export const mayPass = (error: unknown): boolean => PASSING.has(codeOf(error));

/** Why the server cannot be read, in words for who runs the sync. */
export function sourceFailure(where: string, error: unknown): HeadwaterError {
  const code = codeOf(error);
  const said = firstLine(error);
  const noTls = /does not support SSL/i.test(said)
    ? 'Say `tls: { mode: disable }` if that is meant to be so.'
    : '';
  const advice = ADVICE[code] ?? noTls;
  const message = `PostgreSQL at ${where} cannot be read: ${said}.${advice === '' ? '' : ` ${advice}`}`;
  return new HeadwaterError(
    'SOURCE_FAILED',
    message,
    { where, ...(code === '' ? {} : { code }) },
    { cause: error },
  );
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

function firstLine(error: unknown): string {
  // Several addresses of one host that all refuse come as one error without a message.
  const nested = error instanceof AggregateError ? (error.errors as unknown[])[0] : error;
  const text = nested instanceof Error ? nested.message : String(nested);
  const line = (text.split('\n')[0] ?? '').replace(/\p{C}/gu, '\uFFFD').slice(0, 300);
  return line.replace(/[.\s]+$/, '');
}
