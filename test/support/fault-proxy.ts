import { createServer, request as ask, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request on its way to the server behind. */
export interface PassingRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RealAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request that a fault befalls: what may be done about it. */
export interface Turn {
  readonly request: PassingRequest;
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** What the real server answers, to this request or to another one. */
  forward(changed?: Partial<PassingRequest>): Promise<RealAnswer>;
}

export type Fault = (turn: Turn) => void | Promise<void>;

/** Whom a fault befalls: requests to these paths, of which so many pass before it, and so many meet it. */
export interface Aim {
  readonly at?: RegExp;
  readonly after?: number;
  readonly times?: number;
}

export interface FaultProxy {
  readonly url: string;
  /** When each request came (by `performance.now()`), since the last fault was set. */
  readonly seen: readonly { readonly url: string; readonly at: number }[];
  /** Requests that met the fault. */
  readonly met: number;
  /** From now on: this fault, or none. */
  set(fault?: Fault, aim?: Aim): void;
  stop(): Promise<void>;
}

/** How every request is changed before it goes to the server behind, fault or no fault. */
type Rewrite = (request: PassingRequest) => PassingRequest;

/** A proxy in front of a real HTTP server that misbehaves as told, as networks and servers do in bad nights. */
export async function faultProxy(target: string, rewrite: Rewrite = (same) => same): Promise<FaultProxy> {
  const state = { fault: undefined as Fault | undefined, aim: {} as Aim, aimedAt: 0, met: 0 };
  const seen: { url: string; at: number }[] = [];

  const faultFor = (url: string): Fault | undefined => {
    const { at, after = 0, times = Infinity } = state.aim;
    if (!state.fault || (at && !at.test(url))) return undefined;
    state.aimedAt += 1;
    if (state.aimedAt <= after || state.aimedAt > after + times) return undefined;
    state.met += 1;
    return state.fault;
  };
  const serve = async (request: PassingRequest, response: ServerResponse, socket: Socket): Promise<void> => {
    seen.push({ url: request.url, at: performance.now() });
    const forward = (changed: Partial<PassingRequest> = {}): Promise<RealAnswer> =>
      answerOf(target, rewrite({ ...request, ...changed }));
    await (faultFor(request.url) ?? passOn)({ request, response, socket, forward });
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers, socket } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      // A server behind that is away is no fault of the proxy: the client learns it as it would without one.
      serve(request, response, socket).catch(() => socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    get met() {
      return state.met;
    },
    set(fault, aim = {}) {
      Object.assign(state, { fault, aim, aimedAt: 0, met: 0 });
      seen.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const passOn: Fault = async ({ response, forward }) => send(response, await forward());

/** Sends an answer, or one made of it, with the length that it has. */
export function send(response: ServerResponse, { status, headers, body }: RealAnswer): void {
  const { 'transfer-encoding': _, connection: __, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': body.byteLength }).end(body);
}

function answerOf(target: string, { method, url, headers, body }: PassingRequest): Promise<RealAnswer> {
  const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...rest } = headers;
  const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...rest, ...length }, agent: false } as const;
    const passed = ask(`${target}${url}`, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    passed.on('error', reject);
    passed.end(body);
  });
}
