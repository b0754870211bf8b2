import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { badInput, HeadwaterError } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
// Loads the entity classes, which is what fills the registry.
import '../../model/entities.js';
import type { EntityKind } from '../../model/entities.js';
import { entityId } from '../../model/entity-id.js';
import { documentSchema } from '../../model/json-schema.js';
import { entityDefinition, isEntityKind } from '../../model/registry.js';
import { idFault } from '../../model/written-id.js';
import { step } from '../../json-pointer.js';
import { beyondJsonBounds } from './json-bounds.js';
import { isModelUri } from './model-reference.js';

/** Why a document was not taken. */
export interface Rejection {
  /** The kind and key of the document, as far as they can be told. */
  readonly document: string;
  /** JSON pointer to what is wrong in it. */
  readonly pointer: string;
  readonly reason: string;
}

export type Validated =
  { ok: true; id: string; document: EntityDocument } | { ok: false; rejection: Rejection };

const ajv = new Ajv2020({ strict: true, allErrors: false, strictTypes: false });
// The default export of a CommonJS module, seen from an ES module.
(addFormats as unknown as (instance: Ajv2020) => void)(ajv);

const validators = new Map<EntityKind, ValidateFunction>();

function validatorOf(kind: EntityKind): ValidateFunction {
  const known = validators.get(kind) ?? ajv.compile(documentSchema(kind));
  validators.set(kind, known);
  return known;
}

/** Checks a document against the schema of its kind and brings times to one form; never throws. */
export function validateDocument(candidate: EntityDocument): Validated {
  const { kind } = candidate;
  if (!isEntityKind(kind)) return rejected(candidate, '/kind', `there is no kind "${String(kind)}"`);
  const validate = validatorOf(kind);
  if (!validate(candidate)) {
    const [error] = validate.errors ?? [];
    return rejected(candidate, pointerOf(error), messageOf(error));
  }
  for (const [name, { type }] of entityDefinition(kind).properties) {
    const beyond = type === 'json' ? beyondJsonBounds(candidate[name]) : undefined;
    if (beyond !== undefined) return rejected(candidate, `/${name}`, beyond);
  }
  const illFormed = illFormedText(candidate);
  if (illFormed !== undefined) return rejected(candidate, illFormed, 'holds an unpaired surrogate');
  try {
    for (const { upstream, via } of candidate.edges ?? []) {
      if (!isModelUri(upstream)) checkId(upstream);
      if (via !== undefined) checkId(via);
    }
    const document = withUniformTimes(candidate);
    return { ok: true, id: documentId(document), document };
  } catch (error) {
    if (error instanceof HeadwaterError) return rejected(candidate, '', error.message);
    throw error;
  }
}

/** The id that follows from the document's key. */
export function documentId(document: EntityDocument): string {
  const { key } = entityDefinition(document.kind);
  return entityId(document.kind, ...key.map((name) => String(document[name])));
}

function checkId(id: string): void {
  const fault = idFault(id);
  if (!fault) return;
  const { kind, key, written } = fault;
  if (written === undefined)
    throw badInput(`"${id}" is not the id of a ${kind}: its key is ${key.join(' / ')}.`);
  throw badInput(`"${id}" is not written as ids are: it would be "${written}".`);
}

/** JSON pointer to the first text that is not valid Unicode: no database would give it back as it was. */
function illFormedText(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? pointer : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  // Histories are long and hold numbers.
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = illFormedText(key, pointer) ?? illFormedText(part, pointer + step(key));
    if (found !== undefined) return found;
  }
  return undefined;
}

function withUniformTimes(document: EntityDocument): EntityDocument {
  const times = [...entityDefinition(document.kind).properties]
    .filter(([name, { type }]) => type === 'dateTime' && document[name] !== undefined)
    .map(([name]) => [name, new Date(String(document[name])).toISOString()]);
  return times.length > 0
    ? { ...document, ...(Object.fromEntries(times) as Record<string, string>) }
    : document;
}

function rejected(document: EntityDocument, pointer: string, reason: string): Validated {
  return { ok: false, rejection: { document: describe(document), pointer, reason } };
}

function describe(document: EntityDocument): string {
  const key = isEntityKind(document.kind) ? entityDefinition(document.kind).key : [];
  const parts = key.map((name) => String(document[name] ?? '?').slice(0, 80));
  return `${String(document.kind).slice(0, 80)} ${parts.join(' / ')}`.trim();
}

function pointerOf(error: ErrorObject | undefined): string {
  const params = (error?.params ?? {}) as { missingProperty?: string; additionalProperty?: string };
  const property = params.missingProperty ?? params.additionalProperty;
  const path = error?.instancePath ?? '';
  return property === undefined ? path : path + step(property);
}

function messageOf(error: ErrorObject | undefined): string {
  if (error?.keyword === 'required') return 'is required';
  if (error?.keyword === 'additionalProperties') return 'is not a property of this kind';
  if (error?.keyword === 'enum')
    return `must be one of ${JSON.stringify((error.params as { allowedValues: unknown }).allowedValues)}`;
  return error?.message ?? 'is not valid';
}
