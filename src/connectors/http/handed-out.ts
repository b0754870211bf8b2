import { HeadwaterError } from '../../errors.js';

interface Service {
  readonly product: string;
  /** Its base address. */
  readonly base: string;
  readonly hosts?: readonly string[];
}

/**
 * An address that a service handed out, where it may be fetched: on the service's own host, or on one that the
 * configuration names. Whoever can write into a registry could otherwise have the catalog ask whatever it can reach.
 * @throws SOURCE_FAILED where it may not.
 */
export function handedOut(address: string, service: Service): { url: string; elsewhere: boolean } {
  const base = new URL(service.base);
  const url = URL.canParse(address, `${service.base}/`) ? new URL(address, `${service.base}/`) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw refused(service, 'an address that is no http:// or https:// one', '');
  url.username = url.password = url.hash = '';
  const elsewhere = url.origin !== base.origin;
  if (elsewhere && !(service.hosts ?? []).some((host) => host.toLowerCase() === url.host))
    throw refused(
      service,
      `an address at ${url.host}`,
      ` If that host is to be trusted, name it in "hosts" of the service.`,
    );
  return { url: url.href, elsewhere };
}

const refused = ({ product, base }: Service, what: string, advice: string): HeadwaterError =>
  new HeadwaterError(
    'SOURCE_FAILED',
    `${product} at ${base} handed out ${what}, which is not fetched.${advice}`,
    { address: base, failure: 'foreign-address' },
  );
