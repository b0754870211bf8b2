import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { closest, distance } from 'fastest-levenshtein';
import { HeadwaterError } from '../../errors.js';
import { steps, type Path } from '../../json-pointer.js';
import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import type { EntityKind } from '../../model/entity-kinds.js';
import { entityDefinition } from '../../model/registry.js';
import { idFault } from '../../model/written-id.js';
import { tellingError } from '../../telling-error.js';
import { DECLARED_KINDS, filesSchema } from './declared-schema.js';

/** What is wrong in a declaration, and where in it. */
export interface Problem {
  readonly path: Path;
  readonly reason: string;
}

export type Declared =
  | { readonly ok: true; readonly id: string; readonly document: EntityDocument }
  | { readonly ok: false; readonly problem: Problem };

const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allErrors: true,
  verbose: true,
});
// The default export of a CommonJS module, seen from an ES module.
(addFormats as unknown as (instance: Ajv2020) => void)(ajv);

let compiled: Ajv2020 | undefined;
const validators = new Map<EntityKind, ValidateFunction>();

/** Compiling all kinds takes a while: each is when the first of it comes. */
function validatorOf(kind: EntityKind): ValidateFunction {
  compiled ??= ajv.addSchema(filesSchema());
  const known =
    validators.get(kind) ?? compiled.compile({ $ref: `urn:headwater:schema:files#/$defs/${kind}` });
  validators.set(kind, known);
  return known;
}

/** Checks one declaration and makes the document of it that the catalog takes; `place` is where it was declared. */
export function declaredDocument(value: unknown, place: string): Declared {
  const kind = kindOf(value);
  if (typeof kind !== 'string') return { ok: false, problem: kind };
  const validate = validatorOf(kind as EntityKind);
  if (!validate(value)) return { ok: false, problem: problemOf(validate.errors ?? []) };
  const declared = value as EntityDocument;
  try {
    const edges = declared.edges?.map((edge, index) => statement(edge, index, place));
    const document: EntityDocument = { ...declared, ...(edges ? { edges } : {}) };
    const key = entityDefinition(document.kind).key.map((part) => String(document[part]));
    return { ok: true, id: entityId(document.kind, ...key), document };
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, problem: error };
    if (error instanceof HeadwaterError) return { ok: false, problem: { path: [], reason: error.message } };
    throw error;
  }
}

function kindOf(value: unknown): string | Problem {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { path: [], reason: 'has to be a thing: a mapping with its kind and key' };
  const { kind } = value as { kind?: unknown };
  if (kind === undefined)
    return { path: ['kind'], reason: `is required: one of ${DECLARED_KINDS.join(', ')}` };
  if (typeof kind === 'string' && DECLARED_KINDS.some((known) => known === kind)) return kind;
  const near = closest(String(kind), [...DECLARED_KINDS]);
  return { path: ['kind'], reason: `"${String(kind).slice(0, 80)}" is no kind; did you mean ${near}?` };
}

class Wrong extends Error implements Problem {
  constructor(
    readonly path: Path,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** An edge as the catalog takes it. Whoever writes it by hand declares it, unless the file says otherwise. */
function statement(edge: EdgeStatement, index: number, place: string): EdgeStatement {
  const at = (part: string): Path => ['edges', index, part];
  const { upstream, via, stated = 'DECLARED', rule, ...rest } = edge;
  return {
    ...rest,
    upstream: idOf(upstream, at('upstream')),
    ...(via === undefined ? {} : { via: idOf(via, at('via')) }),
    stated,
    ...(rule !== undefined || stated === 'DECLARED' ? { rule: rule ?? place } : {}),
  };
}

/** The id that a reference by key, or an id as it is written, comes to. */
function idOf(reference: unknown, path: Path): string {
  if (typeof reference === 'string') {
    if (!reference.startsWith('models:/')) checkId(reference, path);
    return reference;
  }
  const { kind, ...key } = reference as { kind: EntityKind } & Record<string, string>;
  return entityId(kind, ...entityDefinition(kind).key.map((part) => key[part] ?? ''));
}

function checkId(id: string, path: Path): void {
  const fault = idFault(id);
  if (!fault) return;
  const { kind, key, written } = fault;
  const byKey = `{kind: ${kind}, ${key.map((part) => `${part}: …`).join(', ')}}`;
  if (written === undefined)
    throw new Wrong(path, `is no id of a ${kind}, whose key is ${key.join(' / ')}; write it as ${byKey}`);
  throw new Wrong(path, `is not written as ids are: write ${written}, or ${byKey}`);
}

function problemOf(errors: readonly ErrorObject[]): Problem {
  const error = tellingError(errors);
  if (!error) return { path: [], reason: 'is not valid' };
  const path = steps(error.instancePath);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const unknown = String(params['additionalProperty']);
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
      return { path: [...path, unknown], reason: `is not known here${meant(unknown, known)}` };
    }
    case 'required':
      return { path: [...path, String(params['missingProperty'])], reason: 'is required' };
    case 'enum':
      return { path, reason: `must be one of ${JSON.stringify(params['allowedValues'])}` };
    case 'type':
      return { path, reason: `${error.message}${params['type'] === 'string' ? quoting(error.data) : ''}` };
    default:
      return { path, reason: error.message ?? 'is not valid' };
  }
}

const quoting = (data: unknown): string =>
  ['number', 'boolean'].includes(typeof data) ? `: put it in quotes, "${String(data)}"` : '';

function meant(unknown: string, known: readonly string[]): string {
  const near = closest(unknown, [...known]);
  return known.length > 0 && distance(unknown, near) <= Math.max(2, near.length / 3)
    ? `; did you mean "${near}"?`
    : '';
}
