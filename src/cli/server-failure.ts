import { HeadwaterError, type ErrorCode } from '../errors.js';

/** What a server answered instead of what was asked for. */
export async function serverFailure(response: Response): Promise<HeadwaterError> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { code, message, ...details } = body;
  return new HeadwaterError(
    typeof code === 'string' ? (code as ErrorCode) : 'UNAVAILABLE',
    typeof message === 'string' ? message : `The server answered ${response.status}.`,
    details,
  );
}
