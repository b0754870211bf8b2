import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { definedQueries, type Query } from '../../src/graph/query.js';

const FOLDER = fileURLToPath(new URL('../../src/graph/queries/', import.meta.url));

/** A text of the product, to be run with whatever parameters. */
export type ProductQuery = Query<object, Record<string, unknown>>;

/** Every text that the product has: a new file in the folder is among them without being named anywhere. */
export async function productQueries(): Promise<ProductQuery[]> {
  for (const file of await readdir(FOLDER)) if (file.endsWith('.ts')) await import(`${FOLDER}${file}`);
  return definedQueries() as unknown as ProductQuery[];
}
