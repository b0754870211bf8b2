import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { text } from '../filled-text.js';
import { withoutCredentials } from './values.js';
import { typeText } from './run-datasets.js';

/** What the MLmodel file of a version says: the only place where MLflow keeps a signature. */
export interface MlmodelFile {
  readonly framework?: string;
  readonly frameworkVersion?: string;
  /** The class of the model, where its flavour records it. */
  readonly modelClass?: string;
  readonly signature?: Signature;
  /** The folder it lies in, where the file tells the whole address. */
  readonly folder?: string;
  /** The logged model it belongs to, since MLflow 3. */
  readonly modelId?: string;
  readonly flavours?: readonly string[];
  /** The version of MLflow that wrote it. */
  readonly mlflowVersion?: string;
  readonly modelSize?: number;
  readonly inputExample?: InputExample;
  readonly size: number;
  readonly checksum: string;
}

/** Where an example of the input lies, and of which form it is. Its content is data, and is not read. */
interface InputExample {
  readonly path: string;
  readonly type?: string;
}

export interface Signature {
  readonly inputs?: readonly unknown[];
  readonly outputs?: readonly unknown[];
  readonly params?: readonly unknown[];
}

export interface SignatureInput {
  readonly name: string;
  readonly dataType?: string;
  readonly required?: boolean;
}

type Yaml = Readonly<Record<string, unknown>>;

/** Every model has this flavour: it says how to call it, not what made it. */
const GENERIC_FLAVOUR = 'python_function';
/** Flavours that abbreviate themselves in the key of their version. */
const VERSION_KEYS: Readonly<Record<string, string>> = { xgboost: 'xgb_version', lightgbm: 'lgb_version' };

/** @throws Error when it is no YAML mapping. */
export function parseMlmodel(content: string): MlmodelFile {
  const file = mapping(parse(content, { maxAliasCount: 100 }));
  if (!file) throw new Error('it is not a YAML mapping');
  const flavours = mapping(file['flavors']) ?? {};
  const framework = Object.keys(flavours).find((flavour) => flavour !== GENERIC_FLAVOUR);
  const flavour = mapping(flavours[framework ?? GENERIC_FLAVOUR]) ?? {};
  const version = framework ? flavour[VERSION_KEYS[framework] ?? `${framework}_version`] : undefined;
  const folder = text(file['artifact_path']);
  return {
    framework: framework ?? (GENERIC_FLAVOUR in flavours ? GENERIC_FLAVOUR : undefined),
    frameworkVersion: version === undefined || version === null ? undefined : String(version),
    modelClass: text(flavour['model_class']),
    signature: signatureOf(file['signature']),
    // MLflow 2 wrote the path below the run here, which alone leads nowhere.
    folder: folder?.includes(':/') ? withoutCredentials(folder) : undefined,
    modelId: text(file['model_id']) ?? text(file['model_uuid']),
    flavours: Object.keys(flavours).length > 0 ? Object.keys(flavours).sort() : undefined,
    mlflowVersion: text(file['mlflow_version']),
    modelSize: Number.isSafeInteger(file['model_size_bytes']) ? Number(file['model_size_bytes']) : undefined,
    inputExample: inputExample(file['saved_input_example_info']),
    size: Buffer.byteLength(content),
    checksum: `sha256:${createHash('sha256').update(content).digest('hex')}`,
  };
}

/**
 * The inputs by name. Nothing where one has no name (a tensor, say) or there is no signature: then it is not known
 * what the version reads, which is not the same as reading nothing.
 */
export function namedInputs(signature: Signature | undefined): SignatureInput[] | undefined {
  const inputs = (signature?.inputs ?? []).map((input) => mapping(input) ?? {});
  const names = inputs.map((input) => text(input['name']));
  if (inputs.length === 0 || names.includes(undefined) || new Set(names).size < names.length)
    return undefined;
  return inputs.map((input) => ({
    name: String(input['name']),
    dataType: inputType(input),
    required: typeof input['required'] === 'boolean' ? input['required'] : undefined,
  }));
}

function inputType(input: Yaml): string | undefined {
  const tensor = mapping(input['tensor-spec']);
  if (tensor) return `tensor(${String(tensor['dtype'])}, ${JSON.stringify(tensor['shape'])})`;
  const { name: _, required: __, ...rest } = input;
  return typeof input['type'] === 'string' && ['array', 'object', 'map'].includes(input['type'])
    ? JSON.stringify(rest)
    : typeText(input['type']);
}

function inputExample(written: unknown): InputExample | undefined {
  const info = mapping(written);
  const path = text(info?.['artifact_path']);
  const type = text(info?.['type']);
  return path === undefined ? undefined : { path, ...(type === undefined ? {} : { type }) };
}

function signatureOf(written: unknown): Signature | undefined {
  const signature = mapping(written);
  if (!signature) return undefined;
  const parts = (['inputs', 'outputs', 'params'] as const).flatMap((part) => {
    const columns = columnsOf(signature[part]);
    return columns ? [[part, columns] as const] : [];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

/** JSON as a string inside of the YAML. */
function columnsOf(written: unknown): unknown[] | undefined {
  const columns: unknown = typeof written === 'string' ? JSON.parse(written) : written;
  return Array.isArray(columns) ? columns : undefined;
}

const mapping = (value: unknown): Yaml | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Yaml) : undefined;
