import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpClient } from './http-client.js';
import type { RawCypher, Subject } from './subject.js';

/** Asks a bare server, which answers the rows of all its texts. */
export type AskRaw = (params: Record<string, unknown>) => Promise<Record<string, unknown>[]>;

/**
 * As little as a server can do: it takes parameters, runs fixed texts one after the other and sends their rows as JSON.
 * What the engine, the network and JSON cost anybody is in it, and nothing else.
 */
export async function serveRaw({ raw, atEnd }: Subject, texts: readonly string[]): Promise<AskRaw> {
  const server = createServer(
    { keepAliveTimeout: 65_000 },
    (request, response) => void answer(raw, texts, request, response),
  );
  const base = await listen(server);
  atEnd(() => stop(server));
  const client = new HttpClient(base);
  atEnd(() => client.close());
  return async (params) => {
    const { rows, error } = JSON.parse(await client.post('/', params)) as Answer;
    if (!rows) throw new Error(`The bare server answered: ${error}`);
    return rows;
  };
}

interface Answer {
  readonly rows?: Record<string, unknown>[];
  readonly error?: string;
}

async function answer(
  raw: RawCypher,
  texts: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const params = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  const result = await rowsOf(raw, texts, params).catch((error: unknown) => ({ error: String(error) }));
  response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
}

async function rowsOf(
  raw: RawCypher,
  texts: readonly string[],
  params: Record<string, unknown>,
): Promise<Answer> {
  const parts: Record<string, unknown>[][] = [];
  for (const text of texts) parts.push(await raw(text, params));
  return { rows: parts.flat() };
}

export const listen = (server: Server): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });

export const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
