import { describe, expect, it } from 'vitest';
import { namedThing } from '../../../src/jsonld/named-thing.js';
import { writeDocument } from '../../../src/jsonld/write-export.js';
import { canonical, canonicalOfNQuads, expand } from './support/judge.js';

const BASE = 'https://catalog.example';

describe('what is known by its name, and registered by it too', () => {
  const thing = namedThing({ base: BASE, segment: 'ana' });
  const document = thing?.with(['User:ana']) ?? {};

  it('is in its expanded form what a processor makes of it', async () => {
    expect(JSON.parse(writeDocument(document, 'jsonld', 'expanded'))).toEqual(await expand(document));
  });

  it('says in statements who is registered by the name', async () => {
    const nQuads = writeDocument(document, 'nquads');
    expect(nQuads).toContain(`<${BASE}/User/ana>`);
    expect(await canonicalOfNQuads(nQuads)).toBe(await canonical(document));
  });
});
