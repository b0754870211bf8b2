import { describe, expect, it } from 'vitest';
import { contextDocument } from '../../../src/jsonld/context.js';
import { loadBundled } from '../../../src/jsonld/document-loader.js';
import { statementsOf } from '../../../src/jsonld/parse/processor.js';
import { CONTEXT_IRI } from '../../../src/jsonld/vocabularies.js';
import { toNQuadsByJudge } from './support/judge.js';

describe('the document loader', () => {
  it.each([CONTEXT_IRI, 'http://localhost:4000/schema/context.jsonld'])(
    'has the context of %s',
    async (url) => {
      expect((await loadBundled(url)).document).toEqual(contextDocument());
    },
  );

  it('lets a document refer to the context instead of carrying it', async () => {
    const document = { '@context': CONTEXT_IRI, '@id': 'urn:x', '@type': ['Table'], name: 'orders' };
    expect(await toNQuadsByJudge(document)).toContain('<urn:x> <http://purl.org/dc/terms/title> "orders" .');
  });

  it.each(['https://example.org/', 'http://127.0.0.1:1/context.jsonld', 'file:///etc/passwd'])(
    'refuses %s and says why',
    async (url) => {
      await expect(loadBundled(url)).rejects.toMatchObject({ code: 'BAD_INPUT' });
      await expect(statementsOf({ '@context': url, '@id': 'urn:x' })).rejects.toThrow(
        `The context ${url} is not bundled, and contexts are never fetched.`,
      );
    },
  );
});

describe('a document that is no JSON-LD', () => {
  it('is an error of the caller, in words', async () => {
    await expect(statementsOf({ '@context': { a: 5 }, '@id': 'urn:x' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('not valid JSON-LD') as string,
    });
  });
});
