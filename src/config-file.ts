import { dirname, resolve } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { closest } from 'fastest-levenshtein';
import { LineCounter, parseDocument } from 'yaml';
import { ARTIFACTS_SCHEMA, type ArtifactsSection } from './artifacts/settings.js';
import { NAMES_SCHEMA, type NamesSection } from './catalog/naming/name-rules.js';
import { SYNC_SETTINGS_SCHEMA, type SyncSettings } from './catalog/sync/sync-settings.js';
import { CONNECTOR_DEFINITIONS } from './connectors/definitions.js';
import type { ServiceConfig } from './connectors/connector-definition.js';
import { substituteReferences } from './config-references.js';
import { HeadwaterError } from './errors.js';
import { scheduleProblem } from './scheduled-syncs.js';
import { steps } from './json-pointer.js';
import type { JsonSchema } from './model/json-schema.js';
import { tellingError } from './telling-error.js';
import { locator } from './yaml-places.js';

/** What `headwater.yaml` may say. */
export interface ConfigFile {
  readonly data?: string;
  readonly baseIri?: string;
  readonly server?: { readonly host?: string; readonly port?: number };
  readonly artifacts?: ArtifactsSection;
  readonly import?: { readonly maxBytes?: number };
  readonly names?: NamesSection;
  readonly services?: readonly ConfiguredService[];
}

/** An entry of `services`: how it is kept in step, and what its type takes. */
export type ConfiguredService = ServiceConfig & SyncSettings;

/** The published schema of `headwater.yaml`, put together from what each connector takes. */
export function configSchema(): JsonSchema {
  const types = CONNECTOR_DEFINITIONS.map(({ type }) => type);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'headwater.yaml',
    type: 'object',
    additionalProperties: false,
    properties: {
      data: { type: 'string', description: 'Where the embedded catalog lies, relative to this file.' },
      baseIri: { type: 'string', pattern: '^https?://', description: "What entities' IRIs begin with." },
      server: {
        type: 'object',
        additionalProperties: false,
        description: 'Where the server listens.',
        properties: {
          host: { type: 'string', description: 'Left out: 127.0.0.1.' },
          port: { type: 'integer', minimum: 0, maximum: 65_535, description: 'Left out: 4000.' },
        },
      },
      artifacts: ARTIFACTS_SCHEMA,
      import: {
        type: 'object',
        additionalProperties: false,
        description: 'What the server takes by POST /import.',
        properties: {
          maxBytes: {
            type: 'integer',
            minimum: 1,
            maximum: Number.MAX_SAFE_INTEGER,
            description:
              'Largest document, in bytes, as it comes and unpacked. Left out: 1073741824, which is 1 GiB.',
          },
        },
      },
      names: NAMES_SCHEMA,
      services: {
        type: 'array',
        description: 'The sources to keep in step.',
        items: {
          type: 'object',
          required: ['name', 'type'],
          properties: {
            name: {
              type: 'string',
              minLength: 1,
              maxLength: 200,
              pattern: '^[^\\r\\n]+$',
              description: 'What it is called here; part of ids.',
            },
            type: { enum: types, description: 'What kind of source it is.' },
          },
          allOf: CONNECTOR_DEFINITIONS.map(({ type, description, required, options }) => ({
            if: { properties: { type: { const: type } } },
            then: {
              description,
              required,
              additionalProperties: false,
              properties: { name: true, type: true, ...SYNC_SETTINGS_SCHEMA, ...options },
            },
          })),
        },
      },
    },
  };
}

/** Checks the text of a configuration file. @throws CONFIGURATION naming file, line, key and the nearest valid key. */
export function checkConfigFile(
  path: string,
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax)
    throw wrong(path, lines.linePos(syntax.pos[0]).line, syntax.message.split('\n')[0] ?? 'not valid YAML');

  substituteReferences(document, { directory: dirname(resolve(path)), env }, (reason, offset) => {
    throw wrong(path, lines.linePos(offset).line, reason);
  });
  const locate = locator(document, lines);
  const content = (document.toJS() ?? {}) as ConfigFile;
  const validate = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    verbose: true,
  }).compile(configSchema());
  if (!validate(content)) {
    const error = tellingError(validate.errors ?? []) as ErrorObject;
    throw wrong(path, locate(pathOf(error)).line, explain(error));
  }
  const names = (content.services ?? []).map(({ name }) => name);
  const reserved = names.find((name) => RESERVED_NAMES.includes(name));
  if (reserved !== undefined)
    throw new HeadwaterError(
      'CONFIGURATION',
      `${path}: no service can be called "${reserved}", which is the catalog's own name for whose word it keeps.`,
    );
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new HeadwaterError('CONFIGURATION', `${path}: two services are called "${twice}".`);
  for (const [index, { name, schedule }] of (content.services ?? []).entries()) {
    const problem = schedule === undefined ? undefined : scheduleProblem(schedule);
    if (problem === undefined) continue;
    const { line } = locate(['services', index, 'schedule']);
    throw wrong(path, line, `the schedule of ${name} is no cron expression: ${problem.replace(/\.$/, '')}`);
  }
  return content;
}

/** Whose word is kept under these names is no service: people's, and the catalog's own. */
const RESERVED_NAMES = ['people', 'headwater'];

const wrong = (path: string, line: number, reason: string): HeadwaterError =>
  new HeadwaterError('CONFIGURATION', `${path}, line ${line}: ${reason}.`, { path, line });

function pathOf({ instancePath, params }: ErrorObject): string[] {
  const parts = steps(instancePath);
  const additional = (params as { additionalProperty?: string }).additionalProperty;
  return additional === undefined ? parts : [...parts, additional];
}

function explain(error: ErrorObject): string {
  const { keyword, params, parentSchema, message } = error;
  const key = pathOf(error).join('.') || 'the file';
  if (keyword === 'additionalProperties') {
    const unknown = (params as { additionalProperty: string }).additionalProperty;
    const valid = Object.keys((parentSchema as { properties: object }).properties);
    return `unknown key "${unknown}"; did you mean "${closest(unknown, valid)}"? Valid here: ${valid.join(', ')}`;
  }
  if (keyword === 'required')
    return `${key} needs "${(params as { missingProperty: string }).missingProperty}"`;
  if (keyword === 'enum') {
    const allowed = (params as { allowedValues: string[] }).allowedValues;
    return `${key} must be one of ${allowed.join(', ')}`;
  }
  return `${key} ${message ?? 'is not valid'}`;
}
