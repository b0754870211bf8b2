import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, EnvHttpProxyAgent, ProxyAgent, type Dispatcher } from 'undici';
import { HeadwaterError } from '../../errors.js';
import type { HttpSettings, TlsOptions } from './http-options.js';

/** The client has a timeout of its own, over the whole of an answer. */
const NO_OTHER_TIMEOUTS = { headersTimeout: 0, bodyTimeout: 0 };
/** Plain http is asked of the proxy as such: many let tunnels through to https only. */
const BY_PROXY = { proxyTunnel: false };
/** A name for this machine that no proxy could mean. */
const THIS_MACHINE = 'localhost,127.0.0.1,[::1]';

/** What opens connections: with the certificates and by the proxy that the configuration names. @throws CONFIGURATION */
export function dispatcherOf({ tls, proxy, proxies }: HttpSettings): Dispatcher {
  const secure = tls ? tlsSettings(tls) : undefined;
  // `requestTls` is what `connect` is where a proxy stands in between: for the server, not for the proxy.
  const options = { ...NO_OTHER_TIMEOUTS, ...(secure ? { connect: secure, requestTls: secure } : {}) };
  if (typeof proxy === 'string')
    return new ProxyAgent({ ...options, ...BY_PROXY, uri: proxyAddress(proxy, '"proxy"') });
  if (proxy === false || (!proxies?.http && !proxies?.https)) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    ...BY_PROXY,
    // Empty rather than absent, or the library would look into the environment by itself.
    httpProxy: proxies.http ? proxyAddress(proxies.http, 'HTTP_PROXY') : '',
    httpsProxy: proxies.https ? proxyAddress(proxies.https, 'HTTPS_PROXY') : '',
    noProxy: proxies.none ? `${proxies.none},${THIS_MACHINE}` : THIS_MACHINE,
  });
}

function proxyAddress(address: string, where: string): string {
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address;
  // The text itself is not repeated: it may hold a password.
  throw new HeadwaterError(
    'CONFIGURATION',
    `The proxy in ${where} has to be an http:// or https:// address, such as http://proxy.example:3128.`,
  );
}

function tlsSettings({ ca, cert, key, passphrase }: TlsOptions): {
  ca?: string[];
  cert?: string;
  key?: string;
  passphrase?: string;
} {
  return {
    // Naming one authority would otherwise mean to trust no other.
    ...(ca === undefined ? {} : { ca: [...rootCertificates, pem(ca, 'tls.ca')] }),
    ...(cert === undefined ? {} : { cert: pem(cert, 'tls.cert') }),
    ...(key === undefined ? {} : { key: pem(key, 'tls.key') }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

function pem(path: string, option: string): string {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HeadwaterError('CONFIGURATION', `${option}: ${path} cannot be read: ${code ?? 'unknown'}.`);
  }
  if (content.includes('-----BEGIN ')) return content;
  throw new HeadwaterError('CONFIGURATION', `${option}: ${path} is no file in PEM format.`);
}
