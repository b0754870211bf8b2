import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { HeadwaterError } from '../../errors.js';

/** A file to read. */
export interface FoundFile {
  /** Where it is, links resolved. */
  readonly path: string;
  /** Where that is in the folder that is configured, with `/` between the parts. */
  readonly name: string;
}

interface Found {
  readonly files: readonly FoundFile[];
  /** What was passed over, and why. */
  readonly passedOver: readonly string[];
}

const READ = /\.(ya?ml|json|ndjson|jsonl)$/i;
/** More of them are no folder that people keep by hand. */
const MAX_FILES = 10_000;

/**
 * The files of a folder and all below it, in the order of their names; or the file that the path itself is. Links are
 * followed inside the folder only, and no file is read twice. What begins with a dot is left out.
 * @throws SOURCE_FAILED where there is nothing to read, or too much.
 */
export async function findFiles(path: string): Promise<Found> {
  const root = await realpath(path).catch(() => {
    throw new HeadwaterError('SOURCE_FAILED', `There is no file or folder ${path}.`, { path });
  });
  if ((await stat(root)).isFile())
    return { files: [{ path: root, name: path.split(sep).at(-1) ?? path }], passedOver: [] };
  const walk = new Walk(root);
  await walk.into(root, '');
  if (walk.files.length === 0)
    throw new HeadwaterError(
      'SOURCE_FAILED',
      `There is no file of declarations in ${path}: no .yaml, .yml, .json, .ndjson or .jsonl.`,
      { path },
    );
  return walk;
}

class Walk implements Found {
  readonly files: FoundFile[] = [];
  readonly passedOver: string[] = [];
  private readonly seen: Set<string>;

  constructor(private readonly root: string) {
    this.seen = new Set([root]);
  }

  async into(folder: string, prefix: string): Promise<void> {
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
    for (const name of names) await this.take(join(folder, name), `${prefix}${name}`);
  }

  private async take(at: string, name: string): Promise<void> {
    const path = await realpath(at).catch(() => undefined);
    if (path === undefined) return this.passOver(`${name} is a link to nothing`);
    const inside = relative(this.root, path);
    if (inside.split(sep)[0] === '..')
      return this.passOver(`${name} is a link that leads out of the folder, and is not followed`);
    if (this.seen.has(path)) return;
    this.seen.add(path);
    const found = await stat(path);
    if (found.isDirectory()) return this.into(path, `${name}/`);
    if (!found.isFile() || !READ.test(name)) return;
    if (this.files.length === MAX_FILES)
      throw new HeadwaterError('SOURCE_FAILED', `${this.root} holds more than ${MAX_FILES} files to read.`);
    this.files.push({ path, name: inside.split(sep).join('/') });
  }

  private passOver(what: string): void {
    this.passedOver.push(`${what}.`);
  }
}
