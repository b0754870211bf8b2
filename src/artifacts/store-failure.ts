import { HeadwaterError } from '../errors.js';

const BECAUSE: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left',
  EDQUOT: 'there is no space left',
  EACCES: 'the server may not write or read there',
  EPERM: 'the server may not write or read there',
  EROFS: 'it can only be read',
  ENOENT: 'what should be there is not there',
  NoSuchBucket: 'there is no such bucket',
  NoSuchKey: 'what should be there is not there',
  NotFound: 'what should be there is not there',
  AccessDenied: 'the credentials do not allow it',
  InvalidAccessKeyId: 'it does not know the credentials',
  SignatureDoesNotMatch: 'it does not accept the credentials',
  CredentialsProviderError: 'there are no credentials for it (AWS_ACCESS_KEY_ID, a profile, a role)',
};

/** What went wrong where artifacts are kept, as the domain says it. */
export function storeFailure(place: string, error: unknown): HeadwaterError {
  const { code, name, message } = error as NodeJS.ErrnoException;
  const because = BECAUSE[code ?? ''] ?? BECAUSE[name] ?? `${code ?? name}${message ? `: ${message}` : ''}`;
  return new HeadwaterError(
    'UNAVAILABLE',
    `The artifact store at ${place} failed: ${because}.`,
    {},
    {
      cause: error,
    },
  );
}
