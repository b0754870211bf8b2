import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { send, type Fault, type PassingRequest, type RealAnswer } from './fault-proxy.js';

/** The real answer, late. */
export const late =
  (milliseconds: number): Fault =>
  async ({ response, forward }) => {
    const answer = await forward();
    await delay(milliseconds);
    send(response, answer);
  };

/** The connection ends before a byte of the answer. */
export const cutBefore: Fault = ({ socket }) => void socket.end();

/** The connection ends in the middle of the answer's body. */
export const cutIn: Fault = async ({ response, socket, forward }) => {
  const { status, headers, body } = await forward();
  const { 'transfer-encoding': _, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': body.byteLength });
  response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => socket.end());
};

/** The answer comes whole, and the connection, said to be kept alive, ends right after it. */
export const cutAfter: Fault = async ({ response, socket, forward }) => {
  response.on('finish', () => socket.destroy());
  send(response, await forward());
};

/** The request is taken, and nothing ever comes; the connection stays. */
export const halfOpen: Fault = () => undefined;

export const reset: Fault = ({ socket }) => void socket.resetAndDestroy();

/** Bytes that are no HTTP. */
export const garbage: Fault = ({ socket }) => void socket.end(randomBytes(512));

/** Bytes that are no JSON, in an answer that says that it is. */
export const garbageBody = answering(200, { 'content-type': 'application/json' }, '\u0000\u0001 bad \ufffd');

/** The real answer, so slowly that it never ends. */
export const slowDrip: Fault = async ({ response, socket, forward }) => {
  const { status, headers, body } = await forward();
  const { 'transfer-encoding': _, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': body.byteLength });
  for (let at = 0; at < body.byteLength && !socket.destroyed; at += 1) {
    response.write(body.subarray(at, at + 1));
    await delay(50);
  }
  response.end();
};

export function answering(status: number, headers: Record<string, string>, body = ''): Fault {
  return ({ response }) => void response.writeHead(status, headers).end(body);
}

/** The real answer with its text changed. */
export const changedText =
  (change: (text: string) => string): Fault =>
  async ({ response, forward }) => {
    const answer = await forward();
    send(response, { ...answer, body: Buffer.from(change(answer.body.toString('utf8')), 'utf8') });
  };

/** The real answer with its JSON changed. */
export const changedJson = (change: (answer: Record<string, unknown>) => Record<string, unknown>): Fault =>
  changedText((text) => JSON.stringify(change(JSON.parse(text) as Record<string, unknown>)));

/** The real answer, without its last bytes, of a length that agrees. */
export const truncated: Fault = changedText((text) => text.slice(0, Math.floor(text.length * 0.6)));

/** What the server answers to another question. */
export const answerTo =
  (change: (request: PassingRequest) => Partial<PassingRequest>): Fault =>
  async ({ request, response, forward }) =>
    send(response, await forward(change(request)));

/** Something happens at the server before it answers. */
export const meanwhile =
  (event: () => Promise<void>): Fault =>
  async ({ response, forward }) => {
    await event();
    send(response, await forward());
  };

/** Befalls only requests, or answers, that hold this text. */
export const whereHolding =
  (text: () => string, fault: Fault): Fault =>
  async (turn) => {
    const answer: RealAnswer = await turn.forward();
    const holds = answer.body.includes(text()) || turn.request.url.includes(text());
    if (holds) await fault(turn);
    else send(turn.response, answer);
  };
