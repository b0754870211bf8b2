import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.js';
import { copyPostgres, giveTo, serverUser } from './postgres-binaries.js';
import { runTool } from './run-tool.js';
import { startSupervised } from './supervised-process.js';
import { temporaryDirectory } from './temp-dir.js';

export interface PostgresServer {
  host: string;
  port: number;
  user: string;
  password: string;
  /** Of a database, without the password. */
  url(database?: string, user?: string): string;
  /** Runs statements as the superuser. */
  run(sql: string, database?: string): Promise<void>;
  /** Connects as the superuser; to be ended by the caller. */
  connect(database?: string): Promise<pg.Client>;
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const USER = 'postgres';
const PASSWORD = 'not-a-secret';
/** No waiting for disks: what a test writes need not outlive it. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=50'];

/**
 * Starts a PostgreSQL on 127.0.0.1 with an empty cluster: the one that comes by npm, or that whose programs are in
 * `bin`. It ends with this process at the latest, and leaves nothing behind.
 */
export async function startPostgres(bin?: string): Promise<PostgresServer> {
  const { path: directory, remove } = await temporaryDirectory('postgres');
  const user = serverUser();
  const port = await freePort();
  try {
    const programs = bin ?? (await copyPostgres(directory));
    await giveTo(user, directory);
    await initialize(programs, directory);
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    const server = startSupervised('PostgreSQL', {
      command: join(programs, 'postgres'),
      args: ['-D', join(directory, 'data'), '-h', '127.0.0.1', '-p', String(port), '-k', '', ...settings],
      cwd: directory,
      input: '',
      stopSignal: 'SIGINT', // ends the connections that are open
      graceMs: 10_000,
      remove: directory,
      ...(user ? { user } : {}),
    });
    const connect = (database = 'postgres'): Promise<pg.Client> => connectTo(port, database);
    try {
      await server.waitUntil(() => answers(connect), READY_MS);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return {
      ...{ host: '127.0.0.1', port, user: USER, password: PASSWORD, connect },
      url: (database = 'postgres', name = USER) => `postgres://${name}@127.0.0.1:${port}/${database}`,
      run: async (sql, database) => {
        const client = await connect(database);
        await client.query(sql).finally(() => client.end());
      },
      stop: () => server.stop(),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function initialize(programs: string, directory: string): Promise<void> {
  const passwords = join(directory, 'password');
  await writeFile(passwords, PASSWORD);
  await giveTo(serverUser(), passwords);
  const access = ['--username', USER, '--pwfile', passwords, '--auth', 'scram-sha-256'];
  const data = ['--pgdata', join(directory, 'data'), '--encoding', 'UTF8', '--locale', 'C', '--no-sync'];
  await runTool(join(programs, 'initdb'), [...data, ...access], { cwd: directory, ...serverUser() });
}

async function connectTo(port: number, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: '127.0.0.1', port, database, user: USER, password: PASSWORD });
  await client.connect();
  return client;
}

async function answers(connect: () => Promise<pg.Client>): Promise<boolean> {
  try {
    await (await connect()).end();
    return true;
  } catch {
    return false;
  }
}
