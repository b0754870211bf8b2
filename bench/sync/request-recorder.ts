import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the product made it. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

export interface RequestRecorder {
  readonly url: string;
  readonly requests: readonly Recorded[];
  stop(): Promise<void>;
}

/** Stands before a server and notes what it is asked, in order. */
export async function recordRequests(target: string): Promise<RequestRecorder> {
  const requests: Recorded[] = [];
  const server = createServer((asked, answer) => {
    void (async () => {
      const { method = 'GET', url: path = '/' } = asked;
      const body = await textOf(asked);
      requests.push({ method, path, ...(body === '' ? {} : { body }) });
      const given = await ask(target, { method, path, body });
      answer.writeHead(given.status, { 'content-type': given.headers.get('content-type') ?? 'text/plain' });
      answer.end(Buffer.from(await given.arrayBuffer()));
    })().catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Puts a request as it was recorded. */
export const ask = (target: string, { method, path, body }: Recorded): Promise<Response> =>
  fetch(`${target}${path}`, {
    method,
    ...(body ? { body, headers: { 'content-type': 'application/json' } } : {}),
  });

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
