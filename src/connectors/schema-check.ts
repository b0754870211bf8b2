import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { step } from '../json-pointer.js';

/** What is wrong in something that was read, and where in it: a JSON pointer. */
export interface Problem {
  readonly pointer: string;
  readonly reason: string;
}

const ajv = new Ajv2020({ strict: true, strictTypes: false, ownProperties: true });
// The default export of a CommonJS module, seen from an ES module.
(addFormats as unknown as (instance: Ajv2020) => void)(ajv);
// Half of a surrogate pair is no text: no id and no database can carry it.
ajv.addFormat('text', (value) => !/\p{Surrogate}/u.test(value));

/** Finds the first thing that is wrong in a value, as seen from the document that holds it at `at`. */
export type Check = (value: unknown, at: string) => Problem | undefined;

/** Compiling takes a while: it is done when something is checked first. */
export function checkOf(schema: object): Check {
  let compiled: ValidateFunction | undefined;
  return (value, at) => {
    const validate = (compiled ??= ajv.compile(schema));
    return validate(value) ? undefined : problemOf(validate.errors?.[0], at);
  };
}

function problemOf(error: ErrorObject | undefined, at: string): Problem {
  const pointer = `${at}${error?.instancePath ?? ''}`;
  const params = (error?.params ?? {}) as Record<string, unknown>;
  if (error?.keyword === 'required') {
    return { pointer: pointer + step(String(params['missingProperty'])), reason: 'is required' };
  }
  if (error?.keyword === 'enum') {
    return { pointer, reason: `must be one of ${JSON.stringify(params['allowedValues'])}` };
  }
  if (error?.params['format'] === 'text') return { pointer, reason: 'is not well-formed Unicode text' };
  return { pointer, reason: error?.message ?? 'is not valid' };
}
