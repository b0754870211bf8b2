import { existsSync, readFileSync, statSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { NEO4J_VERSION } from '../../support/neo4j-jars.js';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { composeFile, composeSource, mountsOf, type Environment } from './compose-file.js';
import { imageEnvironment } from './dockerfile.js';
import { ROOT } from './root.js';

const PASSWORD = 'correct horse "battery" $taple';
const ADMIN_TOKEN = `hw_admin_${'0123456789abcdef'.repeat(4)}`;
const GIVEN = { NEO4J_PASSWORD: PASSWORD, HEADWATER_ADMIN_TOKEN: ADMIN_TOKEN };
const { services, volumes } = composeFile(GIVEN);
const { neo4j, headwater } = services;

/** The environment of Headwater's process, its configuration file named as it is called in the clone. */
function containerEnvironment(given: Environment = GIVEN): Environment {
  const { headwater: service } = composeFile(given).services;
  const config = service.environment['HEADWATER_CONFIG'] ?? '';
  const mount = mountsOf(service).find(({ target }) => config.startsWith(`${target}/`));
  if (!mount) throw new Error(`${config} lies in no mounted folder`);
  const inClone = join(ROOT, mount.source, config.slice(mount.target.length));
  return { ...imageEnvironment(), ...service.environment, HEADWATER_CONFIG: inClone };
}

describe('docker-compose.yml', () => {
  const schema = JSON.parse(
    readFileSync(new URL('schema/compose-spec.json', import.meta.url), 'utf8'),
  ) as object;
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);

  it('is valid by the schema of the Compose specification, as written and with its variables filled in', () => {
    for (const file of [composeSource(), composeFile(GIVEN)]) {
      expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('would be refused by that schema with a key that Compose does not know', () => {
    const file = composeSource() as { services: { neo4j: object } };
    file.services.neo4j = { ...file.services.neo4j, helthcheck: {} };
    expect(validate(file)).toBe(false);
  });

  it.each(Object.keys(GIVEN))('asks for %s, with where to read on, when it is not given or empty', (name) => {
    const { [name]: _, ...without }: Environment = GIVEN;
    for (const env of [without, { ...without, [name]: '' }]) {
      expect(() => composeFile(env)).toThrow(new RegExp(`^${name}: .*docs/docker\\.md`));
    }
    expect(existsSync(join(ROOT, 'docs/docker.md'))).toBe(true);
  });

  it('holds no password or token itself', () => {
    const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
    const values = [...text.matchAll(/(?:PASSWORD|AUTH|TOKEN): (.*)/g)].map(([, value]) => value);
    expect(values).toHaveLength(3);
    for (const value of values)
      expect(value).toMatch(/^(neo4j\/)?\$\{(NEO4J_PASSWORD|HEADWATER_ADMIN_TOKEN):\?[^}]+\}$/);
  });

  it('mounts only files and folders that are in the clone, read-only, and volumes that it declares', () => {
    const mounts = [...mountsOf(neo4j), ...mountsOf(headwater)];
    const fromClone = mounts.filter(({ source }) => source.startsWith('.'));
    const named = mounts.filter(({ source }) => !source.startsWith('.'));
    for (const { source, mode } of fromClone) {
      expect(statSync(join(ROOT, source)).isDirectory(), source).toBe(true);
      expect(mode, source).toBe('ro');
    }
    expect(named.map(({ source }) => source).sort()).toEqual(Object.keys(volumes).sort());
    expect(named).toContainEqual({ source: 'neo4j-data', target: '/data' });
  });

  it('publishes one port, on this machine only, and none of Neo4j', () => {
    expect(neo4j.ports).toBeUndefined();
    expect(headwater.ports).toEqual(['127.0.0.1:4000:4000']);
  });

  it('starts both again after a crash, lets neither gain rights, and gives Neo4j time to close its files', () => {
    for (const service of [neo4j, headwater]) {
      expect(service.restart).toBe('unless-stopped');
      expect(service.security_opt).toContain('no-new-privileges:true');
    }
    expect(headwater.read_only).toBe(true);
    expect(neo4j.stop_grace_period).toBe('2m');
  });
});

describe('Headwater in docker-compose.yml', () => {
  it('reads every HEADWATER_ variable that the file and the image set', () => {
    const asked = new Set<string | symbol>();
    const env = new Proxy(containerEnvironment(), {
      get: (target, name) => {
        asked.add(name);
        return Reflect.get(target, name) as unknown;
      },
    });
    loadConfig({}, env);
    const set = Object.keys(containerEnvironment()).filter((name) => name.startsWith('HEADWATER_'));
    expect(set).toHaveLength(9);
    expect([...asked]).toEqual(expect.arrayContaining(set));
  });

  it('finds Neo4j by the name of its service, with the password it was given', () => {
    const { neo4j: connection } = loadConfig({}, containerEnvironment());
    expect(connection).toMatchObject({ uri: 'bolt://neo4j:7687', user: 'neo4j', password: PASSWORD });
    expect(services).toHaveProperty(new URL(connection?.uri ?? '').hostname);
    expect(neo4j.environment['NEO4J_AUTH']).toBe(`${connection?.user}/${PASSWORD}`);
    expect(headwater.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } });
  });

  it('listens where the published port leads, also where another port is chosen', () => {
    for (const [given, port] of [
      [GIVEN, 4000] as const,
      [{ ...GIVEN, HEADWATER_PORT: '4100' }, 4100] as const,
    ]) {
      const { server, baseIri } = loadConfig({}, containerEnvironment(given));
      expect(server).toEqual({ host: '0.0.0.0', port });
      expect(composeFile(given).services.headwater.ports).toEqual([`127.0.0.1:${port}:${port}`]);
      expect(baseIri).toBe(`http://localhost:${port}`);
    }
  });

  it('listens where others reach it with the token it was given, of which docs/docker.md says how to make it', () => {
    expect(loadConfig({}, containerEnvironment()).adminToken).toBe(ADMIN_TOKEN);
    const text = readFileSync(join(ROOT, 'docs/docker.md'), 'utf8');
    const made = [...text.matchAll(/HEADWATER_ADMIN_TOKEN="?(.*?)\$\(openssl rand -hex 32\)"/g)];
    expect(made.map(([, start]) => start)).toEqual(['hw_admin_', 'hw_admin_']);
    const without = { ...containerEnvironment(), HEADWATER_ADMIN_TOKEN: 'admin' };
    expect(() => loadConfig({}, without)).toThrow(/HEADWATER_ADMIN_TOKEN is no token/);
  });

  it('has a sample configuration whose events are where the file mounts them', () => {
    const { services: sources } = loadConfig({}, containerEnvironment());
    const paths = sources.map((source) => String((source as { path?: unknown }).path));
    expect(paths).toEqual(['/srv/events/*.ndjson']);
    const mount = mountsOf(headwater).find(({ target }) => target === '/srv/events');
    expect(existsSync(join(ROOT, mount?.source ?? '', '01-feature-pipeline.ndjson'))).toBe(true);
  });

  it('can be built on x86-64 and on ARM: the lock file holds the native packages of both', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, object>;
    };
    const natives = ['x64', 'arm64'].flatMap((cpu) => [
      `node_modules/@grafeo-db/js-linux-${cpu}-gnu`,
      `node_modules/@swc/core-linux-${cpu}-gnu`,
    ]);
    expect(Object.keys(packages)).toEqual(expect.arrayContaining(natives));
  });
});

describe('Neo4j in docker-compose.yml', () => {
  it('is the community edition of the very version that the tests run on', () => {
    expect(neo4j.image).toBe(`neo4j:${NEO4J_VERSION}-community`);
  });

  it('sets nothing but its password and settings, since it refuses to start on any other NEO4J_ variable', () => {
    expect(Object.keys(neo4j.environment)).toEqual([
      'NEO4J_AUTH',
      'NEO4J_server_memory_heap_initial__size',
      'NEO4J_server_memory_heap_max__size',
      'NEO4J_server_memory_pagecache_size',
      'NEO4J_dbms_usage__report_enabled',
    ]);
  });

  it('is healthy only when a query with the password succeeds, whatever characters the password has', async () => {
    const answered = await healthOf(0);
    expect(answered).toEqual({
      code: 0,
      password: PASSWORD,
      args: '--address bolt://localhost:7687 --username neo4j --database neo4j RETURN 1',
    });
    expect((await healthOf(1)).code).toBe(1);
  });
});

/** Runs the health check's own words in a shell, with something that tells what cypher-shell would be asked. */
async function healthOf(exitCode: number): Promise<{ code: number; password: string; args: string }> {
  const bin = await temporaryDirectory('cypher-shell');
  try {
    const [kind, command = ''] = neo4j.healthcheck?.test ?? [];
    expect(kind).toBe('CMD-SHELL');
    const standIn = `#!/bin/sh\nprintf '%s\\n' "$NEO4J_PASSWORD" "$*"\nexit ${exitCode}\n`;
    await writeFile(join(bin.path, 'cypher-shell'), standIn);
    await chmod(join(bin.path, 'cypher-shell'), 0o755);
    const env = { NEO4J_AUTH: neo4j.environment['NEO4J_AUTH'], PATH: `${bin.path}:/usr/bin:/bin` };
    const { code, stdout } = await promisify(execFile)('/bin/sh', ['-c', command], { env }).then(
      (result) => ({ ...result, code: 0 }),
      (error: { code: number; stdout: string }) => error,
    );
    const [password = '', args = ''] = stdout.split('\n');
    return { code, password, args };
  } finally {
    await bin.remove();
  }
}
