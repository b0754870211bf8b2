import type { RequestHandler, Response } from 'express';
import type { AccessControl } from '../catalog/access/access-control.js';
import { LOCAL_OWNER, type Principal } from '../catalog/access/principal.js';
import { HeadwaterError } from '../errors.js';
import { isLoopback, refuseForeignPage } from './loopback.js';

/**
 * Finds out who is asking, for every route that is mounted behind it: by the token, or, where there never was one and
 * only this machine reaches the server, whoever is on this machine.
 */
export const authentication =
  (access: AccessControl, { loopback }: { loopback: boolean }): RequestHandler =>
  async (request, response, next) => {
    const principal = await access.identify(bearerToken(request.headers.authorization));
    if (!principal) {
      if (!loopback) throw new HeadwaterError('UNAUTHENTICATED', 'This catalog has no token yet.');
      refuseForeignPage(request);
    }
    response.locals['principal'] = principal ?? LOCAL_OWNER;
    next();
  };

/** Who is asking. Only behind `authentication`. */
export function principalOf({ locals }: Response): Principal {
  const principal = locals['principal'] as Principal | undefined;
  // A route that was mounted before `authentication` must not act for anybody.
  if (!principal) throw new HeadwaterError('UNAUTHENTICATED', 'Nobody has said who is asking.');
  return principal;
}

/**
 * Whether the server is reached by this machine alone.
 * @throws CONFIGURATION where others reach it and there is no token to tell them apart by.
 */
export async function checkAddress(access: AccessControl, host: string): Promise<{ loopback: boolean }> {
  const loopback = await isLoopback(host);
  if (loopback || (await access.standing()) === 'BY_TOKEN') return { loopback };
  throw new HeadwaterError(
    'CONFIGURATION',
    `Others could reach the server on "${host}", and this catalog has no live token to tell them apart by: any of them could change everything. Make a token first:
  headwater token create --name NAME --role admin
or set HEADWATER_ADMIN_TOKEN (docs/access.md), or listen on 127.0.0.1.`,
  );
}

/** What a client is told beside the body of a 401 (RFC 6750). */
export const challengeOf = ({ details }: HeadwaterError): string =>
  details['token'] === 'invalid'
    ? 'Bearer realm="headwater", error="invalid_token"'
    : 'Bearer realm="headwater"';

/** Another scheme counts as no token. */
const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
