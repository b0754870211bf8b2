import { cp, mkdir, symlink } from 'node:fs/promises';
import { basename, join, normalize, relative, resolve } from 'node:path';
import { runTool } from '../../support/run-tool.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';
import { copyOf, dockerfileStages, type Instruction, type Stage } from './dockerfile.js';
import { dockerignoreRules, reachesBuild } from './dockerignore.js';
import { ROOT } from './root.js';

const WORKDIR = '/app';

/** What is done for a RUN where there is no container. */
const RUN: Readonly<Record<string, (workdir: string) => Promise<unknown>>> = {
  // The clone's own dependencies stand in for a second installation of the same lock file.
  'npm ci': (workdir) => symlink(join(ROOT, 'node_modules'), join(workdir, 'node_modules')),
  'npm run build': (workdir) => runTool('npm', ['run', 'build'], { cwd: workdir }),
  // Would remove the clone's development dependencies. A test of its own looks for what the program imports.
  'npm prune --omit=dev': async () => {},
  'ln -s /app/bin/headwater.js /usr/local/bin/headwater': async () => {},
  'install --directory --owner=node --group=node /var/lib/headwater': async () => {},
};

export interface BuiltImage {
  /** What is /app in the container. */
  readonly workdir: string;
  remove(): Promise<void>;
}

/** Carries out the Dockerfile's COPY and RUN steps in a temporary directory, from what .dockerignore lets through. */
export async function buildImage(): Promise<BuiltImage> {
  const directory = await temporaryDirectory('image');
  try {
    const stages = dockerfileStages();
    for (const [index, stage] of stages.entries()) await buildStage(directory, stage, index);
    return { workdir: stageDirectory(directory, stages.length - 1), remove: () => directory.remove() };
  } catch (error) {
    await directory.remove();
    throw error;
  }
}

const stageDirectory = ({ path }: TemporaryDirectory, index: number): string => join(path, String(index));

async function buildStage(directory: TemporaryDirectory, stage: Stage, index: number): Promise<void> {
  const workdir = stageDirectory(directory, index);
  await mkdir(workdir);
  for (const instruction of stage.instructions) {
    if (instruction.name === 'COPY') await copy(directory, instruction, workdir);
    if (instruction.name === 'RUN') await run(instruction, workdir);
  }
}

async function run({ rest }: Instruction, workdir: string): Promise<void> {
  const step = RUN[rest];
  if (!step) throw new Error(`Say in built-image.ts what "RUN ${rest}" does without a container`);
  await step(workdir);
}

async function copy(directory: TemporaryDirectory, instruction: Instruction, workdir: string): Promise<void> {
  const { from, sources, target } = copyOf(instruction);
  const root = from === undefined ? ROOT : stageDirectory(directory, indexOfStage(from));
  for (const source of sources) {
    const path = normalize(relative(WORKDIR, resolve(WORKDIR, source)));
    // COPY puts the contents of a folder into the target, and a file into the folder that "./" names.
    const destination = target === './' ? basename(path) : normalize(join(target, '.'));
    await cp(join(root, path), join(workdir, destination), {
      recursive: true,
      verbatimSymlinks: true,
      filter: from === undefined ? passesIgnore() : () => true,
    });
  }
}

const indexOfStage = (name: string): number => dockerfileStages().findIndex((stage) => stage.name === name);

function passesIgnore(): (path: string) => boolean {
  const rules = dockerignoreRules();
  return (path) => reachesBuild(relative(ROOT, path), rules);
}
