import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../support/free-port.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';
import { buildImage, type BuiltImage } from './built-image.js';
import { composeFile } from './compose-file.js';
import { finalStage, healthCommand, imageEnvironment, last, startCommand } from './dockerfile.js';

type Environment = Readonly<Record<string, string>>;

/** Starting a server takes a second or two, and many times that while other tests have the processor. */
const PATIENTLY = { timeout: 120_000 };

const ADMIN_TOKEN = `hw_admin_${randomBytes(32).toString('hex')}`;

let image: BuiltImage;
beforeAll(async () => {
  image = await buildImage();
});
afterAll(() => image?.remove());

describe('The health check of the image', () => {
  it(
    'succeeds on a server that is ready, which SIGTERM then ends in order, and fails after that',
    PATIENTLY,
    async () => {
      const data = await temporaryDirectory('data');
      const env = await environment({ HEADWATER_DATA: data.path });
      const server = startServer(env);
      try {
        await untilHealthy(env, server);
        server.kill('SIGTERM');
        expect(await once(server, 'exit')).toEqual([0, null]);
        expect(await healthOf(env)).toBe(1);
      } finally {
        server.kill('SIGKILL');
        await data.remove();
      }
    },
  );

  it(
    'is not reached on the address of the image without a token: the server ends at once',
    PATIENTLY,
    async () => {
      const data = await temporaryDirectory('data');
      const { HEADWATER_HOST } = imageEnvironment();
      const env = await environment({ HEADWATER_DATA: data.path, HEADWATER_HOST: HEADWATER_HOST ?? '' });
      const server = startServer(env);
      try {
        expect(await once(server, 'exit')).toEqual([2, null]);
      } finally {
        server.kill('SIGKILL');
        await data.remove();
      }
    },
  );

  it('fails where nothing listens', async () => {
    expect(await healthOf(await environment())).toBe(1);
  });

  it('fails when the graph cannot be reached, though the server answers', async () => {
    await withServer(
      (_, response) => response.writeHead(503).end(),
      async (env) => expect(await healthOf(env)).toBe(1),
    );
  });

  it('fails within its own time limit on a server that takes the question and never answers', async () => {
    await withServer(
      () => undefined,
      async (env) => {
        const begun = Date.now();
        expect(await healthOf(env)).toBe(1);
        const [, limit] = /--timeout=(\d+)s/.exec(last(finalStage(), 'HEALTHCHECK')) ?? [];
        expect(Date.now() - begun).toBeLessThan(Number(limit) * 1000);
      },
    );
  });

  it('asks the default port when the variable is empty, as the server then listens there', () => {
    const [, , script = ''] = healthCommand();
    expect(script).toContain('process.env.HEADWATER_PORT || 4000');
  });
});

describeWithNeo4j('Headwater on Neo4j as docker-compose.yml runs it', () => {
  let home: TemporaryDirectory;
  beforeAll(async () => {
    home = await temporaryDirectory('home');
  });
  afterAll(() => home?.remove());

  it('is healthy, and writes no file, so that its file system can be read-only', PATIENTLY, async () => {
    const data = join(home.path, 'data');
    const env = await environment({
      ...onTestNeo4j(),
      HEADWATER_DATA: data,
      HOME: home.path,
      TMPDIR: home.path,
    });
    const before = readdirSync(image.workdir, { recursive: true }).length;
    const server = startServer(env);
    try {
      await untilHealthy(env, server);
      server.kill('SIGTERM');
      expect(await once(server, 'exit')).toEqual([0, null]);
    } finally {
      server.kill('SIGKILL');
    }
    expect(existsSync(data)).toBe(false);
    expect(readdirSync(home.path)).toEqual([]);
    expect(readdirSync(image.workdir, { recursive: true })).toHaveLength(before);
  });
});

/** What the compose file tells Headwater of Neo4j, with the server of this run in place of the container. */
function onTestNeo4j(): Environment {
  const { uri, user, password } = neo4j();
  const given = { NEO4J_PASSWORD: password || 'unused', HEADWATER_ADMIN_TOKEN: ADMIN_TOKEN };
  const { HEADWATER_HOST = '', ...composed } = composeFile(given).services.headwater.environment;
  expect(composed['HEADWATER_NEO4J_USER']).toBe('neo4j');
  expect(composed['HEADWATER_ADMIN_TOKEN']).toBe(ADMIN_TOKEN);
  const connection = {
    HEADWATER_NEO4J_URI: uri,
    HEADWATER_NEO4J_USER: user,
    HEADWATER_NEO4J_PASSWORD: password,
  };
  return { ...connection, HEADWATER_HOST, HEADWATER_ADMIN_TOKEN: ADMIN_TOKEN };
}

/** The image's own environment, moved to a free port of this machine alone. */
async function environment(more: Environment = {}): Promise<Environment> {
  const PATH = process.env['PATH'] ?? '';
  const port = String(await freePort());
  return { PATH, ...imageEnvironment(), HEADWATER_HOST: '127.0.0.1', HEADWATER_PORT: port, ...more };
}

function startServer(env: Environment): ChildProcess {
  const [program = '', ...args] = startCommand();
  return spawn(program, args, { cwd: image.workdir, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function untilHealthy(env: Environment, server: ChildProcess): Promise<void> {
  while ((await healthOf(env)) !== 0) {
    if (server.exitCode !== null) throw new Error(`The server ended with exit code ${server.exitCode}`);
    await sleep(100);
  }
}

/** The exit code of the image's health check. */
function healthOf(env: Environment): Promise<number> {
  const [program = '', ...args] = healthCommand();
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: image.workdir, env }, (error) => {
      if (error && typeof error.code !== 'number') reject(new Error(error.message, { cause: error }));
      else resolve(Number(error?.code ?? 0));
    });
  });
}

async function withServer(
  listener: RequestListener,
  work: (env: Environment) => Promise<void>,
): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work(await environment({ HEADWATER_PORT: String((server.address() as AddressInfo).port) }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
