import { validateSync } from 'class-validator';
import { ArgumentValidationError, type ValidatorFn } from 'type-graphql';

const OPTIONS = { skipMissingProperties: true, forbidUnknownValues: true };

/**
 * Checks an argument by the decorators of its class, at once. What type-graphql does by itself waits for an import at
 * each call, so that the same field of a hundred things comes at a dozen different times, and asks the graph as often.
 * @throws ArgumentValidationError
 */
export const checkArgument: ValidatorFn = (argument: unknown): void => {
  for (const value of Array.isArray(argument) ? (argument as unknown[]) : [argument]) {
    if (!isInput(value)) continue;
    const errors = validateSync(value, OPTIONS);
    if (errors.length > 0) throw new ArgumentValidationError(errors);
  }
};

/** Times and JSON come as plain values, which no class has checks for. */
const isInput = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null || value instanceof Date) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null;
};

/** For what a mutation checks itself, to answer what is wrong with it as a failure of the schema. */
export const CHECKED_BY_MUTATION = { validateFn: (): void => undefined };
