import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';
import type { Request } from 'express';
import { HeadwaterError } from '../errors.js';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

const isLoopbackAddress = (address: string): boolean =>
  LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether this machine alone reaches what listens there. @throws UNAVAILABLE for a name that means no address. */
export async function isLoopback(host: string): Promise<boolean> {
  try {
    const addresses = await lookup(host, { all: true });
    return addresses.length > 0 && addresses.every(({ address }) => isLoopbackAddress(address));
  } catch (error) {
    throw new HeadwaterError(
      'UNAVAILABLE',
      `Cannot listen on "${host}": no address of this machine has that name.`,
      {},
      { cause: error },
    );
  }
}

const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Where no token is asked for, whoever is on this machine may do everything; a page of some web site that is open in
 * a browser here is not meant by that. A site whose name leads to this address is known by the name (DNS rebinding),
 * any other by the origin that browsers add to what is not a mere read.
 * @throws FORBIDDEN
 */
export function refuseForeignPage({ method, headers }: Request): void {
  const host = hostnameOf(`http://${headers.host ?? ''}`);
  if (host === undefined || !isLoopbackName(host)) {
    throw forbidden(
      'This catalog has no tokens and answers only under a name of this machine, such as localhost. To reach it by another name, make a token: headwater token create --name NAME --role admin',
    );
  }
  if (READS.includes(method)) return;
  const { origin } = headers;
  const sameOrigin = origin === undefined || origin === `http://${headers.host}`;
  if (!sameOrigin || headers['sec-fetch-site'] === 'cross-site') {
    throw forbidden('This comes from a page of another site. Without tokens only pages of this server may.');
  }
}

const isLoopbackName = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(host);

function hostnameOf(url: string): string | undefined {
  try {
    return new URL(url).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return undefined;
  }
}

const forbidden = (message: string): HeadwaterError => new HeadwaterError('FORBIDDEN', message);
