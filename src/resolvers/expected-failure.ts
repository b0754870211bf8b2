import type { ValidationError } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';
import { HeadwaterError } from '../errors.js';

export interface ShownFailure {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What the one who asked is told of a failure that is theirs to mend; none for any other. */
export function expectedFailure(error: unknown): ShownFailure | undefined {
  if (error instanceof HeadwaterError)
    return { message: error.message, extensions: { code: error.code, ...error.details } };
  if (!(error instanceof ArgumentValidationError)) return undefined;
  const problems = error.extensions.validationErrors.flatMap((problem) => problemsOf(problem));
  const said = problems.flatMap(({ constraints }) => Object.values(constraints));
  return { message: `Not valid: ${said.join('; ')}.`, extensions: { code: 'BAD_INPUT', problems } };
}

/** Each property by the path to it, as `input.tags.3.name`. */
export function problemsOf(
  { property, constraints, children }: ValidationError,
  above = '',
): { property: string; constraints: Record<string, string> }[] {
  const path = `${above}${property}`;
  return [
    ...(constraints ? [{ property: path, constraints }] : []),
    ...(children ?? []).flatMap((child) => problemsOf(child, `${path}.`)),
  ];
}
