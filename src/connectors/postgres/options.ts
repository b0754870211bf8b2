import type { NamePatterns } from '../name-filter.js';

export const TLS_MODES = ['disable', 'require', 'verify-full'] as const;

export interface TlsOptions {
  /** Left out: `verify-full`, and `disable` on this machine. */
  readonly mode?: (typeof TLS_MODES)[number];
  /** Absolute paths of PEM files. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  /** The name in the server's certificate, where it is not the host's. */
  readonly serverName?: string;
}

export interface PostgresOptions {
  /** The service's name in the configuration. */
  readonly service: string;
  /** `postgres://user@host:port/database`, without a password. */
  readonly url: string;
  readonly auth?: { readonly username?: string; readonly password?: string };
  readonly tls?: TlsOptions;
  /** The OpenLineage namespace of its tables. Left out: `postgres://host:port` of `url`. */
  readonly namespace?: string;
  /** Which databases of the server are read. Left out: that of `url`. */
  readonly databases?: NamePatterns;
  readonly schemas?: NamePatterns;
  /** Whether partitions are tables of their own, beside the table they are parts of. */
  readonly partitions?: boolean;
  /** Longest time for one statement and for connecting. */
  readonly timeoutMs?: number;
}
