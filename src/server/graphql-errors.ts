import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { unwrapResolverError } from '@apollo/server/errors';
import { HeadwaterError } from '../errors.js';

/**
 * What a client sees of an error. Expected failures keep their message, code and details; of anything else
 * it sees an id by which the log tells the whole story, and no stack trace.
 */
export function formatGraphqlError(log: (id: string, error: unknown) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const { message, locations, path } = formatted;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    if (original instanceof HeadwaterError) {
      return {
        message: original.message,
        ...place,
        extensions: { code: original.code, ...original.details },
      };
    }
    if (original instanceof ArgumentValidationError) {
      const problems = original.extensions.validationErrors.map(({ property, constraints }) => ({
        property,
        constraints,
      }));
      return { message: 'An argument is not valid.', ...place, extensions: { code: 'BAD_INPUT', problems } };
    }
    // GraphQL's own: syntax, validation, limits. They speak of the document that was sent.
    if (original instanceof GraphQLError && formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') {
      return { message, ...place, extensions: { code: formatted.extensions?.['code'] ?? 'BAD_INPUT' } };
    }
    const id = randomUUID();
    log(id, original);
    return {
      message: `Something failed inside. The log tells of it under ${id}.`,
      ...place,
      extensions: { code: 'INTERNAL', id },
    };
  };
}
