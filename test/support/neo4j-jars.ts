import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, forgetCached } from './cache.js';
import { requireMaven } from './required-tools.js';
import { runTool } from './run-tool.js';
import { UnavailablePart } from './unavailable-part.js';

export const NEO4J_VERSION = '5.26.16';

const CACHE_NAME = `neo4j-${NEO4J_VERSION}`;
const POM = fileURLToPath(new URL('neo4j/pom.xml', import.meta.url));
const CHECKSUMS = new URL('neo4j/jars.sha256', import.meta.url);

/** The folder with Neo4j's jars: from the cache, or brought by Maven once. Every byte is checked each time. */
export async function neo4jJars(): Promise<string> {
  const library = join(await cached(CACHE_NAME, download), 'lib');
  try {
    await verify(library);
  } catch (error) {
    await forgetCached(CACHE_NAME);
    throw new Error(`${message(error)} The copy was removed; the next run downloads it again.`, {
      cause: error,
    });
  }
  return library;
}

async function download(directory: string): Promise<void> {
  await requireMaven();
  console.log(`Neo4j ${NEO4J_VERSION}: downloading 116 MB with Maven, this once`);
  const library = join(directory, 'lib');
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${library}`];
  try {
    // --strict-checksums: a damaged download fails here and not as a strange error of the server.
    await runTool('mvn', ['--batch-mode', '--quiet', '--strict-checksums', '--file', POM, ...goal]);
  } catch (error) {
    throw new UnavailablePart(
      `Maven could not download Neo4j ${NEO4J_VERSION}: ${message(error)}`,
      'Run the tests once where Maven reaches its repository; the download is kept.',
    );
  }
  await verify(library);
}

/** Compares each jar with `jars.sha256`, which is committed: 116 MB take a fraction of a second. */
async function verify(library: string): Promise<void> {
  const lines = (await readFile(CHECKSUMS, 'utf8')).trim().split('\n');
  for (const line of lines) {
    const [expected = '', name = ''] = line.split(/\s+/);
    const bytes = await readFile(join(library, name)).catch(() => undefined);
    if (!bytes) {
      throw new Error(`Neo4j's ${name} is missing from ${library}.`);
    }
    if (createHash('sha256').update(bytes).digest('hex') !== expected) {
      throw new Error(`Neo4j's ${name} in ${library} is not the one that jars.sha256 names.`);
    }
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
