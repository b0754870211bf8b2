import { writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, request as forward, type Server } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient, type HttpClientOptions } from '../../../../src/connectors/http/http-client.js';
import { temporaryDirectory } from '../../../support/temp-dir.js';

let directory: { path: string };
let secureUrl = '';
let plainUrl = '';
let proxyUrl = '';
const servers: Server[] = [];
const sockets = new Set<Socket>();
/** What the proxy was asked for: `CONNECT host:port`, or `GET http://…`. */
const byProxy: string[] = [];

const inDirectory = (name: string): string => join(directory.path, name);
const clientOf = (url: string, options: Partial<HttpClientOptions> = {}): HttpClient =>
  new HttpClient({ product: 'Registry', url, retries: 0, retryDelayMs: 1, ...options });

async function listen(server: Server, scheme: string): Promise<string> {
  servers.push(server);
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  directory = await temporaryDirectory('tls');
  const authority = await generate([{ name: 'commonName', value: 'Test authority' }], {
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  const issuer = { cert: authority.cert, key: authority.private };
  const server = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    ca: issuer,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const client = await generate([{ name: 'commonName', value: 'headwater' }], { ca: issuer });
  await writeFile(inDirectory('ca.pem'), authority.cert);
  await writeFile(inDirectory('client.pem'), client.cert);
  await writeFile(inDirectory('client.key'), client.private);
  await writeFile(inDirectory('not.pem'), 'secret words');
  const options: ServerOptions = {
    cert: server.cert,
    key: server.private,
    ca: authority.cert,
    requestCert: true,
    rejectUnauthorized: false,
  };
  const answer: Parameters<typeof createHttpServer>[1] = (request, response) => {
    const { subject } = (request.socket as Partial<TLSSocket>).getPeerCertificate?.() ?? {};
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ client: subject?.CN ?? null }));
  };
  secureUrl = await listen(createServer(options, answer), 'https');
  plainUrl = await listen(createHttpServer(answer), 'http');
  const proxy = createHttpServer((incoming, outgoing) => {
    byProxy.push(`${incoming.method} ${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`);
    const passed = forward(incoming.url ?? '', { method: incoming.method, agent: false }, (given) => {
      outgoing.writeHead(given.statusCode ?? 500, given.headers);
      given.pipe(outgoing);
    });
    passed.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
  });
  proxy.on('connect', (request, near: Socket) => {
    byProxy.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
    const [host, port] = (request.url ?? '').split(':');
    const far = connect(Number(port), host, () => {
      near.write('HTTP/1.1 200 OK\r\n\r\n');
      far.pipe(near).pipe(far);
    });
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined));
  });
  proxyUrl = await listen(proxy, 'http');
});

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

describe('a server with a certificate of an own authority', () => {
  test('is not trusted, and the error says where to name the authority', async () => {
    await expect(clientOf(secureUrl).getJson('/x')).rejects.toThrow(
      /authority that is not trusted.*"tls\.ca"/,
    );
  });

  test('is trusted where the authority is named', async () => {
    const client = clientOf(secureUrl, { tls: { ca: inDirectory('ca.pem') } });
    expect(await client.getJson('/x')).toEqual({ client: null });
    await client.close();
  });

  test('is shown the certificate of the client', async () => {
    const tls = {
      ca: inDirectory('ca.pem'),
      cert: inDirectory('client.pem'),
      key: inDirectory('client.key'),
    };
    expect(await clientOf(secureUrl, { tls }).getJson('/x')).toEqual({ client: 'headwater' });
  });

  test.each([
    ['is not there', 'gone.pem', /tls\.ca: .*gone\.pem cannot be read: ENOENT/],
    ['is no certificate', 'not.pem', /tls\.ca: .*not\.pem is no file in PEM format/],
  ])('a file that %s is a mistake of the configuration', (_, file, message) => {
    const make = (): HttpClient => clientOf(secureUrl, { tls: { ca: inDirectory(file) } });
    expect(make).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }) as Error);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/secret words/);
  });
});

describe('a proxy', () => {
  const withPassword = (): string => proxyUrl.replace('//', '//ann:pr0xy-word@');
  const login = `Basic ${btoa('ann:pr0xy-word')}`;

  test('that the configuration names passes on what goes to plain http, with its own login', async () => {
    byProxy.length = 0;
    expect(await clientOf(plainUrl, { proxy: withPassword() }).getJson('/x')).toEqual({ client: null });
    expect(byProxy).toEqual([`GET ${plainUrl}/x ${login}`]);
  });

  test('lets https through a tunnel, with the certificates of both ends', async () => {
    byProxy.length = 0;
    const tls = {
      ca: inDirectory('ca.pem'),
      cert: inDirectory('client.pem'),
      key: inDirectory('client.key'),
    };
    const client = clientOf(secureUrl, { proxy: withPassword(), tls });
    expect(await client.getJson('/x')).toEqual({ client: 'headwater' });
    expect(byProxy).toEqual([`CONNECT ${new URL(secureUrl).host} ${login}`]);
  });

  test('of the environment is gone by, but for this machine, NO_PROXY and where the configuration says none', async () => {
    byProxy.length = 0;
    const proxies = { http: proxyUrl, https: proxyUrl };
    await clientOf(plainUrl, { proxies }).getJson('/x');
    const elsewhere = plainUrl.replace('127.0.0.1', '127.0.0.2');
    for (const direct of [{ proxies: { ...proxies, none: '127.0.0.2' } }, { proxies, proxy: false as const }])
      await clientOf(elsewhere, direct)
        .getJson('/x')
        .catch(() => undefined);
    expect(byProxy).toEqual([]);
    await clientOf(elsewhere, { proxies })
      .getJson('/x')
      .catch(() => undefined);
    expect(byProxy).toEqual([`GET ${elsewhere}/x `]);
  });

  test('that is no address is a mistake of the configuration, told without its password', () => {
    const make = (): HttpClient => clientOf(plainUrl, { proxies: { http: 'ann:pr0xy-word@host' } });
    expect(make).toThrow(/HTTP_PROXY has to be an http:\/\/ or https:\/\/ address/);
    expect(make).not.toThrow(/pr0xy-word/);
  });
});
