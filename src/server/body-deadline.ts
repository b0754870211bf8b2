import type { Request, RequestHandler } from 'express';

/** What Node allows a whole request by itself; there it holds for every request of a server alike. */
const WHOLE_REQUEST_MS = 300_000;

const deadlines = new WeakMap<Request, NodeJS.Timeout>();

/** Breaks a request off that has not arrived whole in time, unless its route says that it may take longer. */
export const bodyDeadline: RequestHandler = (request, response, next) => {
  const deadline = setTimeout(() => void (request.complete || request.destroy()), WHOLE_REQUEST_MS).unref();
  deadlines.set(request, deadline);
  response.once('close', () => clearTimeout(deadline));
  next();
};

/** The request may take as long as it likes, as long as something arrives. */
export function allowAnyDuration(request: Request, { idleMs }: { idleMs: number }): void {
  clearTimeout(deadlines.get(request));
  request.setTimeout(idleMs, () => request.destroy());
  request.once('end', () => request.setTimeout(0));
}
