import { HeadwaterError } from '../../errors.js';

export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  /** Sent as a bearer token; goes before user and password. */
  readonly token?: string;
}

/** An address to talk to, with what must not be shown taken out of it. */
export interface BaseAddress {
  /** Without credentials, query, fragment and trailing slash: safe to show and to keep. */
  readonly url: string;
  readonly credentials: Credentials;
}

/** @throws CONFIGURATION when it is no http address. */
export function baseAddress(address: string, given: Credentials = {}): BaseAddress {
  const parsed = parse(address);
  const { username, password } = parsed;
  parsed.username = parsed.password = parsed.search = parsed.hash = '';
  const inUrl = username
    ? { username: decodeURIComponent(username), password: decodeURIComponent(password) }
    : {};
  return { url: parsed.href.replace(/\/+$/, ''), credentials: { ...inUrl, ...given } };
}

function parse(address: string): URL {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed;
  // The text itself is not repeated: it may hold a password.
  throw new HeadwaterError(
    'CONFIGURATION',
    'The url of a service has to be an http:// or https:// address, such as http://127.0.0.1:5000.',
  );
}

export function authorizationHeader({ username, password, token }: Credentials): string | undefined {
  if (token) return `Bearer ${token}`;
  if (!username) return undefined;
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`, 'utf8').toString('base64')}`;
}

/** Takes everything out of a text that a reader of logs must not learn: a server may repeat what it was sent. */
export function withoutSecrets(text: string, credentials: Credentials, more: readonly string[] = []): string {
  const { password, token } = credentials;
  const header = authorizationHeader(credentials);
  const secrets = [header?.split(' ')[1], token, password, ...more].flatMap((secret) =>
    secret ? [secret, encodeURIComponent(wellFormed(secret)), JSON.stringify(secret).slice(1, -1)] : [],
  );
  // The longest first: one may be a part of another.
  const ordered = [...new Set(secrets)].sort((a, b) => b.length - a.length);
  return ordered.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

/** The user and password in an address, as secrets. */
export function secretsOfAddress(address: string | undefined): string[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const { password } = new URL(address);
  return password === '' ? [] : [password, decodeURIComponent(password)];
}

const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
