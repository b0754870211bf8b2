import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { RequestHandler, Response } from 'express';
import type { GraphQLError, GraphQLSchema, ValidationContext } from 'graphql';
import type { Logger } from 'pino';
import { FairTurns } from '../catalog/lineage/fair-turns.js';
import { HeadwaterError } from '../errors.js';
import { createContext, type CatalogPorts, type RequestContext } from '../resolvers/context.js';
import { principalOf } from './authentication.js';
import { formatGraphqlError } from './graphql-errors.js';

/** Nested lineage pages need more than the usual 6; a document past these bounds is refused before it runs. */
const LIMITS = { depth: 16, aliases: 50, tokens: 4000, cost: 50_000 } as const;

/** A rule that throws would look like a failure of ours; reported, it is an error of the document. */
const REPORTED = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** Aborted when the client leaves before it has its answer: what is asked for it then is asked for nobody. */
function goneAway(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished)
      gone.abort(new HeadwaterError('UNAVAILABLE', 'The client went away before its answer was ready.'));
  });
  return gone.signal;
}

/** GraphQL over HTTP: one context, and so one set of loaders, per request. */
export async function createGraphqlEndpoint(
  schema: GraphQLSchema,
  ports: CatalogPorts,
  log: Logger,
): Promise<{ handler: RequestHandler; stop: () => Promise<void> }> {
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [
      maxDepthRule({ n: LIMITS.depth, ...REPORTED }),
      maxAliasesRule({ n: LIMITS.aliases, ...REPORTED }),
      costLimitRule({ maxCost: LIMITS.cost, ...REPORTED }),
    ],
    formatError: formatGraphqlError((id, error) => log.error({ id, err: error }, 'A question failed')),
    // Nothing here is cached by clients, and the cache hints would hook every field.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
    logger: log,
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const turns = new FairTurns();
  const handler = expressMiddleware(apollo, {
    context: ({ req, res }) => {
      const principal = principalOf(res);
      const turn = turns.of(`${principal.actor} ${req.ip ?? ''}`);
      return Promise.resolve(createContext(ports, principal, { turn, signal: goneAway(res) }));
    },
  });
  return { handler: handler, stop: () => apollo.stop() };
}
