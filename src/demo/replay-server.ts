import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { decodeBody, describeRequest, readRecording, requestKey, type RecordedRequest } from './recording.js';

/** How a recording is refreshed, for whoever asks it something that it has no answer to. */
const REFRESH_COMMAND = 'npm run example:record -- --mlflow URL';

export interface ReplayServer {
  /** Its address, without a slash at the end. */
  url: string;
  /** Ends at once, also while a client keeps connections open. */
  close(): Promise<void>;
}

export interface ReplayServerOptions {
  /** A free one when left out. */
  port?: number;
}

/**
 * Serves a recording on this machine: to each recorded request, the answer that the real server gave.
 *
 * A request that was never recorded is answered 501 and never guessed at: a near match would make a demo
 * that looks right and a test that proves nothing.
 */
export async function startReplayServer(
  dir: string,
  options: ReplayServerOptions = {},
): Promise<ReplayServer> {
  const exchanges = await readRecording(dir);

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = describeRequest(incoming.method ?? 'GET', incoming.url ?? '/', await buffer(incoming));
    const recorded = exchanges.get(requestKey(request));
    if (!recorded) {
      send(outgoing, 501, { 'content-type': 'application/json' }, Buffer.from(notRecorded(request, dir)));
      return;
    }
    const { status, headers, body } = recorded.response;
    send(outgoing, status, headers, decodeBody(body));
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function send(outgoing: ServerResponse, status: number, headers: Record<string, string>, body: Buffer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': body.byteLength }).end(body);
}

/** In MLflow's form of an error, so that a client of MLflow shows the message as it shows MLflow's own. */
function notRecorded(request: RecordedRequest, dir: string): string {
  const query = new URLSearchParams(request.query).toString();
  const asked = `${request.method} ${request.path}${query && `?${query}`}`;
  return JSON.stringify({
    error_code: 'NOT_RECORDED',
    message: `The recording in ${dir} has no answer to ${asked}. If what is asked of MLflow has changed, record it again: ${REFRESH_COMMAND}`,
    request,
  });
}
