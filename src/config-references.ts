import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { visit, type Document } from 'yaml';

/** `${NAME}` is a variable of the environment, `${file:path}` what stands in a file. */
const REFERENCE = /\$\{(?:file:([^}]+)|([A-Z_][A-Z0-9_]*))\}/gi;
/** More is no secret but a mistake. */
const MAX_LENGTH = 64 * 1024;

interface Surroundings {
  /** What the paths of files are relative to. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Puts what is referred to in the place of each reference. Nothing of it is ever shown: most of it are secrets. */
export function substituteReferences(
  document: Document,
  { directory, env }: Surroundings,
  fail: (reason: string, offset: number) => never,
): void {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return;
      const offset = node.range?.[0] ?? 0;
      node.value = node.value.replace(REFERENCE, (_match, file?: string, name?: string) => {
        if (file !== undefined) return contentOf(file.trim(), directory, (reason) => fail(reason, offset));
        return env[String(name)] ?? fail(`the environment variable ${name} is not set`, offset);
      });
    },
  });
}

/** The line break that editors and `echo` leave at the end is no part of a secret. */
function contentOf(file: string, directory: string, fail: (reason: string) => never): string {
  let content: string;
  try {
    content = readFileSync(resolve(directory, file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail(`the file ${file} cannot be read: ${code ?? 'unknown'}`);
  }
  if (content.length > MAX_LENGTH) return fail(`the file ${file} is too large to be a secret`);
  return content.replace(/\r?\n$/, '');
}
