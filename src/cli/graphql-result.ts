import { HeadwaterError, type ErrorCode } from '../errors.js';

/** The result of a question, as GraphQL gives it. */
export interface GraphqlResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

/** The data of a result. @throws the error that it carries, with its code. */
export function dataOf<Data>({ data, errors }: GraphqlResult): Data {
  const [error] = errors ?? [];
  if (error) {
    const { code, ...details } = error.extensions ?? {};
    throw new HeadwaterError((code as ErrorCode | undefined) ?? 'BAD_INPUT', error.message, details);
  }
  return data as Data;
}
