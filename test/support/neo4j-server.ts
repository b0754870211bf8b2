import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import { neo4jJars } from './neo4j-jars.js';
import { requireJava } from './required-tools.js';
import { startSupervised } from './supervised-process.js';
import { temporaryDirectory } from './temp-dir.js';

export interface Neo4jOptions {
  /** Where the database lives, and stays after `stop`; without it in a temporary directory. */
  directory?: string;
  port?: number;
  /** `false`: a server that lets anyone in. */
  auth?: boolean;
  /** `true`: its end is a SIGKILL, as of a machine that loses its power, also where its directory stays. */
  abruptEnd?: boolean;
}

export interface Neo4jServer {
  uri: string;
  user: string;
  /** Made up for each server; empty where it lets anyone in. */
  password: string;
  directory: string;
  stop(): Promise<void>;
}

const LAUNCHER = fileURLToPath(new URL('neo4j/Neo4jServer.java', import.meta.url));
const READY_MS = 120_000;

/** Neo4j reaches into the JDK in these places; without them it does not start. */
const OPENED = ['java.nio', 'java.lang', 'sun.nio.ch'].map(
  (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
);

/** Starts a Neo4j on 127.0.0.1 and resolves when it takes queries. It ends with this process at the latest. */
export async function startNeo4j(options: Neo4jOptions = {}): Promise<Neo4jServer> {
  await requireJava();
  const library = await neo4jJars();
  const port = options.port ?? (await freePort());
  const password = options.auth === false ? '' : randomBytes(12).toString('hex');
  const directory = options.directory ?? (await temporaryDirectory('neo4j')).path;
  await mkdir(directory, { recursive: true });

  const server = startSupervised('Neo4j', {
    command: 'java',
    args: ['-Xmx1g', ...OPENED, '-cp', `${library}/*`, LAUNCHER, directory, String(port)],
    cwd: directory,
    input: `${password}\n`,
    // An orderly end takes ten seconds, which a database that is thrown away need not spend.
    stopSignal: options.directory && !options.abruptEnd ? 'SIGTERM' : 'SIGKILL',
    graceMs: 30_000,
    remove: options.directory ? null : directory,
  });
  try {
    await server.waitUntil(() => server.output().includes('ready bolt://'), READY_MS);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const uri = `bolt://127.0.0.1:${port}`;
  return { uri, user: 'neo4j', password, directory, stop: () => server.stop() };
}
