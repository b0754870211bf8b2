import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GUIDES = fileURLToPath(new URL('../../../docs/guides/', import.meta.url));

/** All guides, by the path of their files. */
export async function guideFiles(): Promise<string[]> {
  const names = await readdir(GUIDES);
  return names.filter((name) => name.endsWith('.md')).map((name) => join(GUIDES, name));
}
