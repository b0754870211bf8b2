import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readTables } from '../../../examples/churn/read-tables.js';

it("The example's tables are what a real PostgreSQL says of them today", async () => {
  const recorded = await readFile(
    new URL('../../../examples/churn/tables/shop.yaml', import.meta.url),
    'utf8',
  );
  expect(await readTables()).toBe(recorded);
});
