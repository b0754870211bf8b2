import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GUIDES = fileURLToPath(new URL('../../../docs/guides/', import.meta.url));

/** Pages to look things up in rather than to follow: what they say is tried where it is tested. */
const REFERENCES = new Set(['standards.md']);

/** All guides that are followed from beginning to end, by the path of their files. */
export async function guideFiles(): Promise<string[]> {
  const names = await readdir(GUIDES);
  return names
    .filter((name) => name.endsWith('.md') && !REFERENCES.has(name))
    .map((name) => join(GUIDES, name));
}
