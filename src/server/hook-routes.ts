import type { IncomingHttpHeaders } from 'node:http';
import express, { type Express, type Request, type Response } from 'express';
import { HeadwaterError } from '../errors.js';

/** A delivery names what changed; it is a few kilobytes. */
const BODY_LIMIT = '1mb';

/** Takes word of changes from the systems themselves. */
export interface Hooks {
  /** @returns whether it is signed as the service's are; nothing where the service takes none. */
  deliver(service: string, headers: IncomingHttpHeaders, body: Buffer): boolean | undefined;
}

/**
 * `POST /hooks/mlflow/<service>`: MLflow says that something changed, and the service is synced soon. Whoever can sign
 * it may say so, without a token: what it says is not read, only that it came.
 */
export function mountHookRoutes(app: Express, hooks: Hooks): void {
  const raw = express.raw({ limit: BODY_LIMIT, type: () => true });
  app.post('/hooks/mlflow/:service', raw, (request: Request, response: Response) => {
    const service = String(request.params['service']);
    const body: unknown = request.body;
    const signed = hooks.deliver(service, request.headers, Buffer.isBuffer(body) ? body : Buffer.alloc(0));
    if (signed === undefined)
      throw new HeadwaterError(
        'NOT_FOUND',
        'No service of that name takes webhooks: give it `webhook: { secret: … }` in headwater.yaml.',
      );
    if (!signed) {
      response.status(401).json({
        code: 'UNAUTHENTICATED',
        message: 'This is not signed with the secret of the service, or more than five minutes old.',
      });
      return;
    }
    response.status(202).json({ service, message: 'It is synced soon.' });
  });
}
