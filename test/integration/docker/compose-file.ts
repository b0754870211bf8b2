import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './root.js';

export type Environment = Readonly<Record<string, string>>;

/** As much of a service as this project's file uses. */
export interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly environment: Environment;
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly init?: boolean;
  readonly read_only?: boolean;
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly stop_grace_period?: string;
}

export interface ComposeFile {
  readonly services: { readonly neo4j: Service; readonly headwater: Service };
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** The file as YAML, with its variables as they are written. */
export const composeSource = (): unknown => parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'));

/** The file as Compose understands it in this environment. @throws with the file's message where one is missing. */
export const composeFile = (env: Environment): ComposeFile =>
  interpolated(composeSource(), env) as ComposeFile;

function interpolated(value: unknown, env: Environment): unknown {
  if (typeof value === 'string') return interpolate(value, env);
  if (Array.isArray(value)) return (value as unknown[]).map((item) => interpolated(item, env));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolated(item, env)]));
  }
  return value;
}

const VARIABLE = /\$(?:(\$)|\{(\w+)(?:(:-|:\?)([^}]*))?\}|(.?))/g;

/** The part of Compose's interpolation that the file uses; anything else in it is an error. */
function interpolate(text: string, env: Environment): string {
  return text.replace(
    VARIABLE,
    (
      _match: string,
      dollar?: string,
      name?: string,
      operator?: string,
      operand: string = '',
      stray?: string,
    ): string => {
      if (dollar !== undefined) return '$';
      if (name === undefined) throw new Error(`"$${stray ?? ''}" in "${text}" is no variable`);
      const value = env[name];
      if (value) return value;
      if (operator === ':-') return operand;
      throw new Error(operator === ':?' ? `${name}: ${operand}` : `${name} is not set`);
    },
  );
}

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly mode?: string;
}

export function mountsOf({ volumes }: Service): Mount[] {
  return volumes.map((volume) => {
    const [source = '', target = '', mode] = volume.split(':');
    return { source, target, ...(mode === undefined ? {} : { mode }) };
  });
}
