/**
 * Refreshes `tables/shop.yaml` from `warehouse.sql`: `npm run example:tables`. A PostgreSQL of its own runs the
 * statements, and the real connector reads it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { readTables } from './read-tables.js';

await mkdir(new URL('tables/', import.meta.url), { recursive: true });
await writeFile(new URL('tables/shop.yaml', import.meta.url), await readTables());
