import { describe, expect, it } from 'vitest';
import { definedQueries, defineQueries, defineQuery } from '../../../src/graph/query.js';
import { productQueries } from '../../support/product-queries.js';

describe('a text', () => {
  it('is found in a log of the database by its name', () => {
    expect(defineQuery('for-the-log', 'read', ' RETURN 1 AS one ').text).toBe(
      '/* for-the-log */ RETURN 1 AS one',
    );
  });

  it('cannot take the name of another', () => {
    defineQuery('taken', 'read', 'RETURN 1 AS one');
    expect(() => defineQuery('taken', 'read', 'RETURN 2 AS two')).toThrow('taken is defined twice');
  });

  it('of a family is there for each member, and is collected', () => {
    const family = defineQueries(
      'family',
      'read',
      ['A', 'B'],
      (label) => `MATCH (n:${label}) RETURN n.id AS id`,
    );
    expect(Object.keys(family)).toEqual(['A', 'B']);
    expect(definedQueries().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['family:A', 'family:B']),
    );
  });
});

describe('the texts of the product', () => {
  it('keep to shapes that end on every engine: what is reached, within a bound, and nothing of one engine alone', async () => {
    for (const { name, text } of await productQueries()) {
      // Only as `[:TYPES*0..n]`, without a name or a condition, and only for the distinct things at its end.
      const closures = text.match(/\[[^\]]*\*[^\]]*\]/g) ?? [];
      for (const closure of closures) expect(closure, name).toMatch(/^\[:[A-Z_|]+\*0\.\.([1-9]|1[0-2])\]$/);
      if (closures.length > 0)
        expect(text, name).toMatch(/\*0\.\.\d+\]->?\(\w+:Entity\)\s+WITH DISTINCT \w+\s/);
      expect(text, name).not.toMatch(
        /shortestPath|allShortestPaths|SHORTEST|apoc\.|LOAD CSV|IN TRANSACTIONS/i,
      );
    }
  });

  it('only read where they say so', async () => {
    for (const { name, access, text } of await productQueries()) {
      const writes = /\b(CREATE|MERGE|SET|DELETE|REMOVE)\b/.test(text.replace(/^\/\*.*?\*\//, ''));
      expect(writes, name).toBe(access === 'write');
    }
  });

  it('seek a thing by its label Entity and its id, which is what both engines have an index for', async () => {
    for (const { name, text } of await productQueries()) {
      const sought = text.match(/\(\w*(:\w+)*\s*\{\s*id:[^}]*\}/g) ?? [];
      // Of these there is one, or few, or a constraint of their own.
      const others = sought.filter(
        (found) =>
          !/:(Schema|AccessToken|TokenRegister|ContentLock|StoredContent|SyncLease|SyncCheckpoint)\b/.test(
            found,
          ),
      );
      for (const pattern of others) expect(pattern, name).toMatch(/^\(\w*:Entity/);
    }
  });
});
