import type { Connector } from '../catalog/sync/connector.js';
import type { JsonSchema } from '../model/json-schema.js';
import type { Proxies } from './http/http-options.js';

/** An entry of `services` in the configuration, checked against the schema of its type. */
export interface ServiceConfig {
  readonly name: string;
  readonly type: string;
  readonly [option: string]: unknown;
}

export interface ConnectorSurroundings {
  /** The directory of the configuration file: paths in the configuration are relative to it. */
  readonly directory: string;
  /** The directory of the catalog's own data. */
  readonly data: string;
  /** The proxies that the environment names. */
  readonly proxies?: Proxies;
}

/** How a kind of source is configured and made: all that has to be registered of a connector. */
export interface ConnectorDefinition {
  /** The value of `type` in the configuration. */
  readonly type: string;
  readonly description: string;
  /** JSON Schema of the options beside `name` and `type`. */
  readonly options: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  /** Loads what reads such a source, and makes it: a command that syncs nothing loads no connector. @throws CONFIGURATION */
  create(service: ServiceConfig, surroundings: ConnectorSurroundings): Promise<Connector>;
}
