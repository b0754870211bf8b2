import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { artifactSettings, type ArtifactSettings } from './artifacts/settings.js';
import { LOCAL_OWNER, type Principal } from './catalog/access/principal.js';
import { idOfToken } from './catalog/access/token-text.js';
import type { NamesSection } from './catalog/naming/name-rules.js';
import { checkConfigFile, type ConfigFile, type ConfiguredService } from './config-file.js';
import { HeadwaterError } from './errors.js';
import type { Proxies } from './connectors/http/http-options.js';

export interface Neo4jConfig {
  readonly uri: string;
  readonly user?: string;
  readonly password?: string;
  readonly database: string;
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  readonly transactionTimeoutMs: number;
}

export interface Config {
  /** The file it was read from; none when there is none. */
  readonly file?: string;
  /** What paths in the configuration are relative to. */
  readonly directory: string;
  /** Where the embedded catalog lies. Not used with Neo4j. */
  readonly data: string;
  /** Without it the embedded engine is used. */
  readonly neo4j?: Neo4jConfig;
  readonly server: { readonly host: string; readonly port: number };
  /** A token for an admin that stands in no catalog. */
  readonly adminToken?: string;
  /** What entities' IRIs begin with, without a slash at the end. */
  readonly baseIri: string;
  readonly logLevel: string;
  readonly artifacts: ArtifactSettings;
  /** What is taken by `POST /import`. */
  readonly import: { readonly maxBytes: number };
  /** What sources call tables, and what these are called; without it they keep their names. */
  readonly names?: NamesSection;
  readonly services: readonly ConfiguredService[];
  /** By which sources are reached, where the environment names any. */
  readonly proxies?: Proxies;
}

/** What the command line says goes before the environment, which goes before the file. */
export interface ConfigOverrides {
  readonly config?: string;
  readonly data?: string;
  readonly host?: string;
  readonly port?: number;
}

export const DEFAULT_PORT = 4000;
/** 1 GiB: some hundred thousand things. */
const DEFAULT_IMPORT_BYTES = 1024 ** 3;
const DEFAULT_FILE = 'headwater.yaml';
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The whole configuration. The only place that reads the environment and `headwater.yaml`.
 * @throws CONFIGURATION naming file, line and key.
 */
export function loadConfig(overrides: ConfigOverrides = {}, env: Environment = process.env): Config {
  const named = overrides.config ?? env['HEADWATER_CONFIG'];
  const path = resolve(named ?? DEFAULT_FILE);
  if (named !== undefined && !existsSync(path)) {
    throw new HeadwaterError('CONFIGURATION', `There is no configuration file ${path}.`);
  }
  const file: ConfigFile = existsSync(path) ? checkConfigFile(path, readFileSync(path, 'utf8'), env) : {};
  const directory = existsSync(path) ? dirname(path) : process.cwd();
  const server = {
    host: overrides.host ?? (env['HEADWATER_HOST'] || undefined) ?? file.server?.host ?? '127.0.0.1',
    port: overrides.port ?? portFrom(env['HEADWATER_PORT']) ?? file.server?.port ?? DEFAULT_PORT,
  };
  const adminToken = adminTokenFrom(env);
  const neo4j = overrides.data === undefined ? neo4jFrom(env) : undefined;
  const data = resolve(overrides.data ?? env['HEADWATER_DATA'] ?? resolve(directory, file.data ?? 'data'));
  const inPlace = (relative: string): string => resolve(directory, relative);
  return {
    ...(existsSync(path) ? { file: path } : {}),
    directory,
    data,
    ...(neo4j ? { neo4j } : {}),
    server,
    ...(adminToken === undefined ? {} : { adminToken }),
    baseIri: withoutSlash(env['HEADWATER_BASE_IRI'] ?? file.baseIri ?? `http://localhost:${server.port}`),
    logLevel: env['HEADWATER_LOG_LEVEL'] ?? 'info',
    artifacts: artifactSettings(file.artifacts ?? {}, { data, resolve: inPlace }),
    import: {
      maxBytes: numberFrom(env, 'HEADWATER_IMPORT_MAX_BYTES', file.import?.maxBytes ?? DEFAULT_IMPORT_BYTES),
    },
    ...(file.names ? { names: file.names } : {}),
    services: file.services ?? [],
    proxies: proxiesFrom(env),
  };
}

/** The server that commands talk to instead of opening a catalog themselves, where one is named. */
export const serverUrlFrom = (
  option: string | undefined,
  env: Environment = process.env,
): string | undefined => option ?? env['HEADWATER_URL'];

/** What commands show a server: the token in this file, or that of the environment. @throws CONFIGURATION */
export function tokenFrom(file: string | undefined, env: Environment = process.env): string | undefined {
  const text = file === undefined ? env['HEADWATER_TOKEN'] : readTokenFile(file);
  const token = text?.trim();
  if (!token) return undefined;
  if (idOfToken(token) === undefined) {
    throw new HeadwaterError(
      'CONFIGURATION',
      `What stands in ${file ?? 'HEADWATER_TOKEN'} is no token: it must be as "headwater token create" shows it, hw_… with 64 hexadecimal digits at the end.`,
    );
  }
  return token;
}

function readTokenFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HeadwaterError('CONFIGURATION', `The token file ${file} cannot be read: ${code ?? 'unknown'}.`);
  }
}

/** Who works on a catalog that is opened here: whoever may open it may do everything with it. */
export function localPrincipal(env: Environment = process.env): Principal {
  return { actor: env['HEADWATER_ACTOR']?.trim() || userName() || LOCAL_OWNER.actor, role: 'admin' };
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user that the system has no name for.
    return undefined;
  }
}

function adminTokenFrom(env: Environment): string | undefined {
  const token = env['HEADWATER_ADMIN_TOKEN']?.trim();
  if (!token) return undefined;
  if (idOfToken(token) === undefined) {
    throw new HeadwaterError(
      'CONFIGURATION',
      'HEADWATER_ADMIN_TOKEN is no token: it must be hw_, a name of lower-case letters and digits, _, and 64 random hexadecimal digits. This makes one: echo "hw_admin_$(openssl rand -hex 32)"',
    );
  }
  return token;
}

/** The small letters go first, as with other programs. */
function proxiesFrom(env: Environment): Proxies {
  const either = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  const [http, https, none] = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].map(either);
  return { ...(http ? { http } : {}), ...(https ? { https } : {}), ...(none ? { none } : {}) };
}

function neo4jFrom(env: Environment): Neo4jConfig | undefined {
  const uri = env['HEADWATER_NEO4J_URI'];
  if (!uri) return undefined;
  if (!/^(bolt|neo4j)(\+s|\+ssc)?:\/\//.test(uri)) {
    throw new HeadwaterError(
      'CONFIGURATION',
      `HEADWATER_NEO4J_URI is "${uri}"; it must begin with bolt://, neo4j://, or one of these with +s or +ssc for TLS.`,
    );
  }
  return {
    uri,
    ...(env['HEADWATER_NEO4J_USER'] ? { user: env['HEADWATER_NEO4J_USER'] } : {}),
    ...(env['HEADWATER_NEO4J_PASSWORD'] ? { password: env['HEADWATER_NEO4J_PASSWORD'] } : {}),
    database: env['HEADWATER_NEO4J_DATABASE'] ?? 'neo4j',
    poolSize: numberFrom(env, 'HEADWATER_NEO4J_POOL_SIZE', 100),
    connectTimeoutMs: numberFrom(env, 'HEADWATER_NEO4J_CONNECT_TIMEOUT_MS', 10_000),
    transactionTimeoutMs: numberFrom(env, 'HEADWATER_NEO4J_TRANSACTION_TIMEOUT_MS', 120_000),
  };
}

function numberFrom(env: Environment, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  if (!/^[1-9]\d*$/.test(text))
    throw new HeadwaterError('CONFIGURATION', `${name} is "${text}"; it must be a whole number above 0.`);
  return Number(text);
}

function portFrom(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new HeadwaterError(
      'CONFIGURATION',
      `HEADWATER_PORT is "${text}"; it must be a port, from 0 to 65535.`,
    );
  }
  return port;
}

const withoutSlash = (iri: string): string => iri.replace(/\/+$/, '');
