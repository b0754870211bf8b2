import { resolve } from 'node:path';
import type { JsonSchema } from '../../model/json-schema.js';
import type { Credentials } from './base-address.js';
import { DEFAULT_AT_ONCE, type RequestLimits } from './host-gate.js';

/** How a service is reached by HTTP: the same options for every connector that does. */
export interface HttpOptions {
  readonly auth?: Credentials;
  /** Longest wait for one answer, body included. */
  readonly timeoutMs?: number;
  /** Attempts after the first. */
  readonly retries?: number;
  readonly requests?: RequestLimits;
  readonly tls?: TlsOptions;
  /** The proxy that all requests go by; `false` for none, whatever the environment says. */
  readonly proxy?: string | false;
  /** Hosts beside the service's own whose addresses are fetched where it hands such out. */
  readonly hosts?: readonly string[];
}

export interface TlsOptions {
  /** Files in PEM format. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
}

/** The proxies that the environment names. */
export interface Proxies {
  readonly http?: string;
  readonly https?: string;
  /** Hosts that are reached without, by comma. */
  readonly none?: string;
}

/** Those options with what surrounds them: paths are whole, and the environment's proxies are known. */
export interface HttpSettings extends HttpOptions {
  readonly proxies?: Proxies;
}

const text = (description: string): JsonSchema => ({ type: 'string', minLength: 1, description });

/** What the definition of a connector takes into its options. */
export const HTTP_OPTIONS: Readonly<Record<keyof HttpOptions, JsonSchema>> = {
  auth: {
    type: 'object',
    additionalProperties: false,
    description:
      'Credentials; take them from the environment, `${MLFLOW_TOKEN}`, or a file, `${file:token.txt}`.',
    properties: {
      username: { type: 'string', description: 'For basic authentication.' },
      password: { type: 'string', description: 'For basic authentication.' },
      token: { type: 'string', description: 'For a bearer token.' },
    },
  },
  timeoutMs: {
    type: 'integer',
    minimum: 1,
    description: 'Longest wait for one answer, in milliseconds. Left out: 30000.',
  },
  retries: {
    type: 'integer',
    minimum: 0,
    maximum: 20,
    description: 'How often a request that failed in passing is made again. Left out: 4.',
  },
  requests: {
    type: 'object',
    additionalProperties: false,
    description: 'How much is asked of one host; of services on the same host the most careful counts.',
    properties: {
      atOnce: {
        type: 'integer',
        minimum: 1,
        description: `Requests under way at a time. Left out: ${DEFAULT_AT_ONCE}.`,
      },
      perSecond: {
        type: 'number',
        exclusiveMinimum: 0,
        description: 'Requests begun per second, evenly spread. Left out: without limit.',
      },
    },
  },
  tls: {
    type: 'object',
    additionalProperties: false,
    description: 'For https: files in PEM format, relative to this file.',
    dependentRequired: { cert: ['key'], key: ['cert'] },
    properties: {
      ca: text('Authorities to trust beside those that Node.js knows.'),
      cert: text('The certificate to show to the server.'),
      key: text('Its private key.'),
      passphrase: text('What opens that key.'),
    },
  },
  proxy: {
    anyOf: [{ type: 'string', pattern: '^https?://' }, { const: false }],
    description:
      'The proxy to go by; false for none. Left out: HTTP_PROXY, HTTPS_PROXY and NO_PROXY, but never for this machine.',
  },
  hosts: {
    type: 'array',
    items: { type: 'string', pattern: '^[^/@\\s]+$' },
    description:
      'Hosts (with port where it is not the usual one) whose addresses are fetched where the service hands such out. Left out: its own only.',
  },
};

/** The names of options that say how a source is asked, and not what of it is read. */
export const HTTP_OPTION_NAMES: readonly string[] = Object.keys(HTTP_OPTIONS);

/** The options of a service where it stands: paths are relative to the configuration file. */
export function httpSettings(
  { auth, timeoutMs, retries, requests, tls, proxy, hosts }: HttpOptions,
  surroundings: { readonly directory: string; readonly proxies?: Proxies },
): HttpSettings {
  const inPlace = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : resolve(surroundings.directory, path);
  const files = tls && { ...tls, ca: inPlace(tls.ca), cert: inPlace(tls.cert), key: inPlace(tls.key) };
  return { auth, timeoutMs, retries, requests, tls: files, proxy, hosts, proxies: surroundings.proxies };
}
