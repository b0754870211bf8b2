import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { unwrapResolverError } from '@apollo/server/errors';
import { expectedFailure } from '../resolvers/expected-failure.js';

/**
 * What a client sees of an error. Expected failures keep their message, code and details; of anything else
 * it sees an id by which the log tells the whole story, and no stack trace.
 */
export function formatGraphqlError(log: (id: string, error: unknown) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const { message, locations, path } = formatted;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const failure = expectedFailure(original);
    if (failure) return { ...failure, ...place };
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
