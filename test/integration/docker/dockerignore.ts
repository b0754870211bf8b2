import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

interface Rule {
  readonly includes: boolean;
  readonly pattern: RegExp;
}

/**
 * Whether a path of the clone reaches the build. As Docker does it: the last rule that matches the path or one of
 * the folders above it decides.
 */
export function reachesBuild(path: string, rules: readonly Rule[] = dockerignoreRules()): boolean {
  const parts = path.split('/').filter((part) => part !== '');
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const deciding = rules.findLast(({ pattern }) => prefixes.some((prefix) => pattern.test(prefix)));
  return deciding?.includes ?? true;
}

export function dockerignoreRules(): Rule[] {
  return readFileSync(join(ROOT, '.dockerignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ includes: line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
}

function patternOf(glob: string): RegExp {
  const source = glob
    .split('/')
    .map((part) =>
      part === '**'
        ? '**'
        : part
            .replace(/[.+^${}()|[\]\\]/g, '\\$&')
            .replace(/\*/g, '[^/]*')
            .replace(/\?/g, '[^/]'),
    )
    .join('/')
    .replace(/\*\*\//g, '(?:.*/)?');
  return new RegExp(`^${source}$`);
}
