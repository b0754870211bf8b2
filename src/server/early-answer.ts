import type { Request, Response } from 'express';

const LINGER_MS = 5_000;

/**
 * Lets a client that is still sending see the answer: what it sends is thrown away for a moment, where closing at
 * once would reset the connection under the answer.
 */
export function answerBeforeEnd(request: Request, response: Response): void {
  if (request.complete) return;
  response.once('finish', () => {
    request.resume();
    const close = setTimeout(() => void (request.complete || request.destroy()), LINGER_MS).unref();
    request.once('end', () => clearTimeout(close));
  });
}
