import { stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { HeadwaterError } from '../../errors.js';
import { compare } from './identity.js';

/** What a folder is searched for. */
const EVENT_FILES = '**/*.{ndjson,jsonl,json}{,.gz}';

/**
 * The files that the paths mean, each once and in the same order on every machine. A path is a file, a
 * folder (with all below it) or a glob; a file or folder of exactly that name goes before a glob.
 * @throws SOURCE_FAILED naming the path that means no file: an empty answer is not to be mistaken for success.
 */
export async function findEventFiles(paths: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    const found = await filesOf(resolve(path));
    if (found.length === 0) throw noFile(path);
    for (const file of found) files.add(file);
  }
  return [...files].sort(compare);
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return [path];
  const folder = await nearestFolder(path);
  return search(folder, relative(folder, path).split(sep).join('/') || EVENT_FILES);
}

/** The part of a path that exists is taken as it is named, whatever signs of a glob are in it. */
async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() || dirname(path) === path ? path : nearestFolder(dirname(path));
}

async function search(folder: string, pattern: string): Promise<string[]> {
  try {
    const found = await glob(pattern, { cwd: folder, absolute: true, expandDirectories: false });
    return found.map((file) => resolve(file));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HeadwaterError('SOURCE_FAILED', `${folder} cannot be searched: ${reason}`, {}, { cause });
  }
}

const noFile = (path: string): HeadwaterError =>
  new HeadwaterError('SOURCE_FAILED', `No file of OpenLineage events matches ${path}.`, { path });
