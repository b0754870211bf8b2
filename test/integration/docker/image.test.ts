import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_PORT } from '../../../src/config.js';
import { runTool } from '../../support/run-tool.js';
import { buildImage, type BuiltImage } from './built-image.js';
import {
  contextSources,
  dockerfileStages,
  finalStage,
  healthCommand,
  imageEnvironment,
  last,
  startCommand,
} from './dockerfile.js';
import { reachesBuild } from './dockerignore.js';
import { ROOT } from './root.js';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  engines: { node: string };
  dependencies: Record<string, string>;
};

describe('Dockerfile', () => {
  it('builds and runs on one Debian image, with a Node that the package accepts, pinned to the patch', () => {
    const images = dockerfileStages().map(({ image }) => image);
    expect(new Set(images).size).toBe(1);
    const [, major, minor] = /^node:(\d+)\.(\d+)\.\d+-bookworm-slim$/.exec(images[0] ?? '') ?? [];
    const [, neededMajor, neededMinor] = /^>=(\d+)\.(\d+)\./.exec(manifest.engines.node) ?? [];
    expect(Number(major)).toBe(Number(neededMajor));
    expect(Number(minor)).toBeGreaterThanOrEqual(Number(neededMinor));
  });

  it('runs as the unprivileged user "node", and changes nothing after becoming it', () => {
    const names = finalStage().instructions.map(({ name }) => name);
    expect(last(finalStage(), 'USER')).toBe('node');
    expect(names.slice(names.indexOf('USER') + 1)).toEqual(['EXPOSE', 'HEALTHCHECK', 'CMD']);
  });

  it('starts Node without a shell, so that SIGTERM reaches it', () => {
    expect(startCommand()).toEqual(['node', 'bin/headwater.js', 'serve']);
    expect(healthCommand().slice(0, 2)).toEqual(['node', '-e']);
  });

  it('exposes the port that it tells Headwater to listen on, which is the default one', () => {
    expect(last(finalStage(), 'EXPOSE')).toBe(String(DEFAULT_PORT));
    expect(imageEnvironment()).toMatchObject({
      HEADWATER_PORT: String(DEFAULT_PORT),
      HEADWATER_HOST: '0.0.0.0',
    });
  });

  it('copies only what is there and what .dockerignore lets through', () => {
    expect(contextSources()).toContain('package-lock.json');
    for (const source of contextSources()) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(reachesBuild(source), source).toBe(true);
    }
  });

  it('puts a command on the path that can be executed', () => {
    const link = finalStage().instructions.find(({ rest }) => rest.startsWith('ln -s'));
    const [, inImage = ''] = /ln -s \/app\/(\S+) \/usr\/local\/bin\/headwater$/.exec(link?.rest ?? '') ?? [];
    expect(statSync(join(ROOT, inImage)).mode & 0o111).toBe(0o111);
    expect(readFileSync(join(ROOT, inImage), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

describe('.dockerignore', () => {
  it.each([
    'node_modules/express/index.js',
    'dist/cli.js',
    'data/catalog.db',
    '.git/config',
    '.cache/neo4j/lib.jar',
    '.env',
    'src/.env',
    'docker-compose.override.yml',
    'test/setup.ts',
    'examples/docker/headwater.yaml',
    'examples/churn/.venv/bin/python',
    'examples/churn/__pycache__/warehouse.pyc',
    'src/debug.log',
  ])('keeps %s out', (path) => {
    expect(reachesBuild(path)).toBe(false);
  });

  it.each([
    'package.json',
    '.swcrc',
    'src/server/http-server.ts',
    'bin/headwater.js',
    'examples/churn/headwater.yaml',
  ])('lets %s through', (path) => {
    expect(reachesBuild(path)).toBe(true);
  });
});

describe('What the Dockerfile builds', () => {
  let image: BuiltImage;
  beforeAll(async () => {
    image = await buildImage();
  });
  afterAll(() => image?.remove());

  const run = (...args: string[]): Promise<string> => runTool('node', args, { cwd: image.workdir });

  it('holds the program and no sources', () => {
    expect(readdirSync(image.workdir).sort()).toEqual([
      'bin',
      'dist',
      'examples',
      'node_modules',
      'package.json',
    ]);
  });

  it('needs no package that was only there to build it', () => {
    const needed = new Set(filesIn(join(image.workdir, 'dist'), /\.js$/).flatMap(packagesOf));
    expect(needed).toContain('neo4j-driver');
    expect([...needed].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });

  it('understands its start command', async () => {
    const [, ...args] = startCommand();
    expect(await run(...args, '--help')).toContain('Usage: headwater serve');
  });

  it('understands every headwater command in docs/docker.md', async () => {
    const text = readFileSync(join(ROOT, 'docs/docker.md'), 'utf8');
    const commands = [...text.matchAll(/\bheadwater headwater ([a-z]+)((?: --[a-z]+)*)/g)];
    expect(commands.length).toBeGreaterThan(2);
    const helps = await Promise.all(
      commands.map(([, command = '']) => run('bin/headwater.js', command, '--help')),
    );
    for (const [index, [, command = '', options = '']] of commands.entries()) {
      expect(helps[index]).toContain(`Usage: headwater ${command}`);
      for (const option of options.split(' ').filter(Boolean)) expect(helps[index]).toContain(option);
    }
  });
});

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => join(folder, path));
}

/** The packages that a compiled module imports. */
function packagesOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('.') && !isBuiltin(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}
