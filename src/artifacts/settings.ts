import type { ArtifactLimits } from '../catalog/artifacts/artifact-limits.js';
import type { JsonSchema } from '../model/json-schema.js';

export interface S3Settings {
  readonly store: 's3';
  readonly bucket: string;
  /** What all keys begin with. */
  readonly prefix?: string;
  /** Of a service other than AWS. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly forcePathStyle?: boolean;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
}

export interface DirectorySettings {
  readonly store: 'directory';
  readonly directory: string;
}

/** Where uploaded artifacts are kept, and which are taken. */
export type ArtifactSettings = ArtifactLimits & (DirectorySettings | S3Settings);

/** What `artifacts:` of the configuration says. */
export type ArtifactsSection = Partial<ArtifactLimits> &
  (Partial<DirectorySettings> | S3Settings | { readonly store?: never });

const LIMITS = {
  maxBytes: {
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Largest upload, in bytes. Left out: 10737418240, which is 10 GiB.',
  },
  types: {
    type: 'array',
    minItems: 1,
    items: { type: 'string', pattern: '^(\\*/\\*|[A-Za-z0-9.+_-]+/(\\*|[A-Za-z0-9.+_-]+))$' },
    description: 'Media types that are taken, such as image/* or application/json. Left out: all.',
  },
} as const;

const text = (description: string) => ({ type: 'string', minLength: 1, description });

/** The part of the configuration's schema that is about artifacts. */
export const ARTIFACTS_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'Where uploaded artifacts are kept, and which are taken.',
  properties: { store: { enum: ['directory', 's3'], description: 'Left out: directory.' } },
  if: { properties: { store: { const: 's3' } }, required: ['store'] },
  then: {
    additionalProperties: false,
    required: ['bucket'],
    dependentRequired: { accessKeyId: ['secretAccessKey'], secretAccessKey: ['accessKeyId'] },
    properties: {
      store: true,
      ...LIMITS,
      bucket: text('The bucket; it must be there.'),
      prefix: text('What all keys in the bucket begin with, such as headwater/.'),
      endpoint: {
        type: 'string',
        pattern: '^https?://',
        description: 'The address of a service other than AWS.',
      },
      region: text('Left out: what the environment says (AWS_REGION), else us-east-1.'),
      forcePathStyle: {
        type: 'boolean',
        description:
          'Whether the bucket stands in the path of addresses; most services other than AWS want it.',
      },
      accessKeyId: text(
        'Left out: credentials as the AWS tools find them. Take it from the environment by ${…}.',
      ),
      secretAccessKey: text('Belongs to accessKeyId. Take it from the environment by ${…}.'),
      sessionToken: text('Of temporary credentials. Take it from the environment by ${…}.'),
    },
  },
  else: {
    additionalProperties: false,
    properties: {
      store: true,
      ...LIMITS,
      directory: text(
        'Where they are kept, relative to this file. Left out: artifacts in the data directory.',
      ),
    },
  },
};

const DEFAULT_LIMITS: ArtifactLimits = { maxBytes: 10 * 1024 ** 3, types: ['*/*'] };

/** The section with what is left out filled in. `resolve` makes a path of one that is relative to the file. */
export function artifactSettings(
  section: ArtifactsSection,
  { data, resolve }: { data: string; resolve: (path: string) => string },
): ArtifactSettings {
  if (section.store === 's3') return { ...DEFAULT_LIMITS, ...section };
  const directory = 'directory' in section && section.directory ? resolve(section.directory) : undefined;
  return { ...DEFAULT_LIMITS, ...section, store: 'directory', directory: directory ?? `${data}/artifacts` };
}
