import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { HeadwaterError } from '../errors.js';
import type { CatalogPorts } from '../resolvers/context.js';
import { bodyDeadline } from './body-deadline.js';
import { authentication, challengeOf, checkAddress } from './authentication.js';
import { EXAMPLE_QUERY } from './example-query.js';
import { createGraphqlEndpoint } from './graphql-endpoint.js';

export interface HttpServerOptions {
  readonly schema: GraphQLSchema;
  readonly ports: CatalogPorts;
  readonly host: string;
  readonly port: number;
  /** Takes another free port when that one is taken; otherwise that is an error. */
  readonly orAnotherPort: boolean;
  readonly log: Logger;
  /** Answers whether the catalog can be reached. */
  readonly isReady: () => Promise<boolean>;
  /** Routes that answer whoever asks: what is published about the catalog and tells nothing of what is in it. */
  readonly mountPublic: (app: Express) => void;
  /** Routes of other parts of the server; by `principalOf` they know who is asking. */
  readonly mount: (app: Express) => void;
}

export interface RunningServer {
  /** Where it answers, as a client on this machine reaches it. */
  readonly url: string;
  readonly port: number;
  /** Whether the port asked for was taken. */
  readonly portWasTaken: boolean;
  close(): Promise<void>;
}

const BODY_LIMIT = '1mb';

export async function startHttpServer(options: HttpServerOptions): Promise<RunningServer> {
  const { schema, ports, log } = options;
  const address = await checkAddress(ports.access, options.host);
  const graphql = await createGraphqlEndpoint(schema, ports, log);
  const app = express();
  app.disable('x-powered-by');
  app.use(bodyDeadline);
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const ready = await options.isReady().catch(() => false);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'the graph cannot be reached' });
  });
  app.get('/graphql', (request, response, next) => {
    if (
      !request.accepts(['json', 'html']) ||
      request.accepts(['json', 'html']) === 'json' ||
      request.query['query']
    )
      return next();
    response.type('html').send(renderGraphiQL({ title: 'Headwater', defaultQuery: EXAMPLE_QUERY }));
  });
  options.mountPublic(app);
  app.use('/schema', nothingThere);
  // Everything below is for those who are known, and no body is read before they are.
  app.use(authentication(ports.access, address));
  app.use('/graphql', express.json({ limit: BODY_LIMIT }), graphql.handler);
  options.mount(app);
  app.use(nothingThere);
  app.use(errorHandler(log));

  const server = createServer({ requestTimeout: 0, keepAliveTimeout: KEPT_OPEN_MS }, app);
  const portWasTaken = await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${reachable(options.host)}:${port}`,
    port,
    portWasTaken,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // An open page keeps its connection; it must not keep the server.
        setTimeout(() => server.closeAllConnections(), 2000).unref();
      });
      await graphql.stop();
    },
  };
}

/**
 * Proxies and clients keep a connection for a minute, mostly: if it were closed here first, a request that is sent at
 * that very moment would be lost.
 */
const KEPT_OPEN_MS = 65_000;

const nothingThere: RequestHandler = ({ originalUrl }, response) => {
  const message = `There is nothing at ${originalUrl.replace(/[?#].*$/s, '')}.`;
  response.status(404).json({ code: 'NOT_FOUND', message });
};

async function listen(server: Server, { host, port, orAnotherPort }: HttpServerOptions): Promise<boolean> {
  try {
    await listenOn(server, host, port);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' && orAnotherPort) {
      await listenOn(server, host, 0);
      return true;
    }
    const because =
      code === 'EADDRINUSE' ? 'the port is taken: stop what holds it, or choose another with --port' : code;
    throw new HeadwaterError(
      'UNAVAILABLE',
      `Cannot listen on ${host}:${port}: ${because}.`,
      {},
      { cause: error },
    );
  }
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const reachable = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;

const STATUS: Partial<Record<HeadwaterError['code'], number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RULE_BROKEN: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_TYPE: 415,
  CHECKSUM_MISMATCH: 422,
  BUSY: 429,
  UNAVAILABLE: 503,
};

function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof HeadwaterError) {
      const { code, message, details } = error;
      if (code === 'UNAUTHENTICATED') response.set('WWW-Authenticate', challengeOf(error));
      const asGraphql = { errors: [{ message, extensions: { code, ...details } }] };
      const body = /^\/graphql\/?$/i.test(request.path) ? asGraphql : { code, message, ...details };
      response.status(STATUS[code] ?? 500).json(body);
      return;
    }
    const status = (error as { status?: number }).status ?? 500;
    if (status < 500)
      return void response.status(status).json({ code: 'BAD_INPUT', message: (error as Error).message });
    log.error({ err: error }, 'A request failed');
    response.status(500).json({ code: 'INTERNAL', message: 'Something failed inside; the log tells of it.' });
  };
}
