import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

export interface Copy {
  /** The stage it comes from; none: the build context. */
  readonly from?: string;
  readonly sources: readonly string[];
  readonly target: string;
}

export interface Stage {
  readonly image: string;
  readonly name?: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of this project's Dockerfile, in their order; the last one is the image. */
export function dockerfileStages(): Stage[] {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const stages: { image: string; name?: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructionsOf(text)) {
    if (instruction.name === 'FROM') {
      const [image = '', , name] = instruction.rest.split(/\s+/);
      stages.push({ image, ...(name === undefined ? {} : { name }), instructions: [] });
    } else {
      stages.at(-1)?.instructions.push(instruction);
    }
  }
  return stages;
}

export function finalStage(): Stage {
  const stage = dockerfileStages().at(-1);
  if (!stage) throw new Error('The Dockerfile has no stage');
  return stage;
}

function instructionsOf(text: string): Instruction[] {
  const withoutComments = text.replace(/^\s*#.*\n/gm, '');
  return withoutComments
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
      return { name, rest };
    });
}

/** What stands behind the last instruction of that name: only the last one counts. */
export function last(stage: Stage, name: string): string {
  const found = stage.instructions.findLast((instruction) => instruction.name === name);
  if (!found) throw new Error(`The Dockerfile's last stage has no ${name}`);
  return found.rest;
}

/** A command as the program and arguments that are executed. @throws where it is written for a shell. */
export function execForm(text: string): string[] {
  const command: unknown = JSON.parse(text);
  if (!Array.isArray(command) || !command.every((part) => typeof part === 'string')) {
    throw new Error(`${text} is not in exec form`);
  }
  return command;
}

export const startCommand = (): string[] => execForm(last(finalStage(), 'CMD'));

export const healthCommand = (): string[] =>
  execForm(last(finalStage(), 'HEALTHCHECK').replace(/^.*?\bCMD\s+/, ''));

/** The variables that the image sets. */
export function imageEnvironment(): Record<string, string> {
  const settings = finalStage().instructions.filter(({ name }) => name === 'ENV');
  const pairs = settings.flatMap(({ rest }) => [...rest.matchAll(/(\w+)=(\S+)/g)]);
  return Object.fromEntries(pairs.map(([, name = '', value = '']): [string, string] => [name, value]));
}

export function copyOf({ rest }: Instruction): Copy {
  const words = rest.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  return { ...(from === undefined ? {} : { from }), sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** Everything the image takes from the clone. */
export const contextSources = (): string[] =>
  dockerfileStages()
    .flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'COPY').map(copyOf))
    .filter(({ from }) => from === undefined)
    .flatMap(({ sources }) => sources);
