import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { requireRight } from '../catalog/access/principal.js';
import { badInput, HeadwaterError } from '../errors.js';
import { principalOf } from './authentication.js';
import { answerBeforeEnd } from './early-answer.js';

const PATH = '/api/v1/lineage';
/** Of one request, unpacked. Events with the columns of wide tables run to some megabytes. */
const BODY_LIMIT_MIB = 32;
/** In one request. */
const MAX_EVENTS = 10_000;

interface EventProblems {
  readonly index: number;
  readonly problems: readonly { readonly pointer: string; readonly reason: string }[];
}

interface Receipt {
  readonly received: number;
  readonly kept: number;
  readonly refused: readonly EventProblems[];
  readonly notes: readonly EventProblems[];
}

/** Takes OpenLineage events. */
export interface LineageReceiver {
  /** Ends when all that are events are kept for good. @throws BUSY with `retryAfter` in seconds, UNAVAILABLE */
  receive(events: readonly unknown[]): Promise<Receipt>;
}

/**
 * OpenLineage events, as the HTTP transport of its clients sends them: `POST /api/v1/lineage` takes one or a list and
 * says 201 when they are kept, `POST /api/v1/lineage/batch` takes a list and answers as the specification's API does.
 */
export function mountLineageRoutes(app: Express, receiver: LineageReceiver | undefined): void {
  const body = [ingesting, express.raw({ limit: `${BODY_LIMIT_MIB}mb`, type: isJson }), inOrder];
  app.post(PATH, body, async (request: Request, response: express.Response) => {
    const sent = parsed(request);
    const receipt = await receiverOf(receiver).receive(listOf(sent));
    const { kept, refused, notes } = receipt;
    if (refused.length === 0) {
      response.status(201).json({ kept, ...(notes.length > 0 ? { notes } : {}) });
      return;
    }
    const message = Array.isArray(sent)
      ? `${refused.length} of ${receipt.received} events are no OpenLineage events; the other ${kept} are kept.`
      : 'This is no OpenLineage event.';
    response.status(400).json({ code: 'BAD_INPUT', message, ...receipt });
  });
  app.post(`${PATH}/batch`, body, async (request: Request, response: express.Response) => {
    const sent = parsed(request);
    if (!Array.isArray(sent)) throw badInput(`${PATH}/batch takes a list of events; send one to ${PATH}.`);
    const { received, kept, refused } = await receiverOf(receiver).receive(listOf(sent));
    if (refused.length === 0) return void response.status(204).end();
    response.json({
      status: 'partial_success',
      summary: {
        ...{ received, successful: kept, failed: refused.length },
        ...{ retriable: 0, non_retriable: refused.length },
      },
      failed_events: refused.map(({ index, problems }) => ({
        index,
        reason: problems.map(({ pointer, reason }) => `${pointer} ${reason}`.trim()).join('; '),
        retriable: false,
      })),
    });
  });
  app.use(PATH, saysWhen);
}

const ingesting: RequestHandler = (request, response, next) => {
  try {
    requireRight(principalOf(response), 'ingest');
    if (!isJson(request))
      throw new HeadwaterError('UNSUPPORTED_TYPE', 'Send events as application/json, in UTF-8.');
  } catch (error) {
    answerBeforeEnd(request, response);
    throw error;
  }
  next();
};

function isJson({ headers }: { headers: Request['headers'] | { 'content-type'?: string } }): boolean {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((each) => /^\s*charset="?([^"\s]*)"?\s*$/.exec(each)?.[1]).find(Boolean);
  return type.trim() === 'application/json' && [undefined, 'utf-8', 'utf8'].includes(charset);
}

/** What went wrong while the body was read, in our words. */
const inOrder: ErrorRequestHandler = (error: unknown, request, response, next) => {
  answerBeforeEnd(request, response);
  const { type } = error as { type?: string };
  if (type === 'entity.too.large') {
    const message = `The request is larger than ${BODY_LIMIT_MIB} MiB; send fewer events at a time.`;
    return next(new HeadwaterError('TOO_LARGE', message));
  }
  if (type === 'encoding.unsupported') {
    return next(new HeadwaterError('UNSUPPORTED_TYPE', 'Send the events as they are, or packed with gzip.'));
  }
  next(error);
};

/** @throws BAD_INPUT */
function parsed({ body }: Request): unknown {
  const bytes: unknown = body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw badInput('The request holds no event.');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw badInput(`The request is not JSON: ${error.message.slice(0, 200)}`, { pointer: '' });
    throw badInput('The request is not UTF-8 text.', { pointer: '' });
  }
}

function listOf(sent: unknown): readonly unknown[] {
  const events: readonly unknown[] = Array.isArray(sent) ? sent : [sent];
  if (events.length <= MAX_EVENTS) return events;
  throw new HeadwaterError('TOO_LARGE', `Send at most ${MAX_EVENTS} events at a time.`);
}

function receiverOf(receiver: LineageReceiver | undefined): LineageReceiver {
  if (receiver) return receiver;
  throw new HeadwaterError(
    'NOT_FOUND',
    'This catalog receives no events: configure a service of type openlineage with `receive: true` and start the server anew.',
  );
}

const saysWhen: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof HeadwaterError && error.code === 'BUSY')
    response.set('Retry-After', String(error.details['retryAfter'] ?? 5));
  next(error);
};
