import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { startExampleServer, type ExampleServer } from '../../support/example-catalog.js';

let server: ExampleServer;
beforeAll(async () => {
  server = await startExampleServer();
});
afterAll(() => server.close());

describe.each(['ontology.ttl', 'shapes.ttl'])('/schema/%s', (name) => {
  const get = (headers: Record<string, string> = {}) => fetch(`${server.url}/schema/${name}`, { headers });

  it('is what is published in schema/, as Turtle', async () => {
    const response = await get();
    expect(response.headers.get('content-type')).toMatch(/^text\/turtle/);
    expect(await response.text()).toBe(await readFile(`schema/${name}`, 'utf8'));
  });

  it('may be kept for an hour, and is not sent again to who has it', async () => {
    const response = await get();
    expect(response.headers.get('cache-control')).toContain('max-age=3600');
    const again = await get({ 'if-none-match': response.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('names the IRI that it is published by', async () => {
    expect((await get()).headers.get('link')).toMatch(
      /^<https:\/\/w3id\.org\/headwater\/1.*>; rel="canonical"$/,
    );
  });
});
