import { createHash } from 'node:crypto';
import type { Express } from 'express';
import { ontologyDocument } from '../jsonld/schema/ontology.js';
import { ONTOLOGY_IRI, SHAPES_IRI } from '../jsonld/schema/schema-iris.js';
import { shapesDocument } from '../jsonld/schema/shapes.js';
import { MEDIA_TYPES } from '../jsonld/write-export.js';
import { isHeld } from './is-held.js';

const DOCUMENTS = {
  '/schema/ontology.ttl': { iri: ONTOLOGY_IRI, write: ontologyDocument },
  '/schema/shapes.ttl': { iri: SHAPES_IRI, write: shapesDocument },
} as const;

/** They change with the program alone: an hour's cache spares most questions, the tag the rest. */
const CACHING = 'public, max-age=3600';

/** What the terms of documents mean, and what documents have to hold. */
export function mountSchemaRoutes(app: Express): void {
  for (const [path, { iri, write }] of Object.entries(DOCUMENTS)) {
    let known: { text: string; tag: string } | undefined;
    app.get(path, (request, response) => {
      known ??= tagged(write());
      response.set({ 'cache-control': CACHING, etag: known.tag, link: `<${iri}>; rel="canonical"` });
      if (isHeld(request, known.tag)) return void response.status(304).end();
      response.type(MEDIA_TYPES.turtle).send(known.text);
    });
  }
}

const tagged = (text: string): { text: string; tag: string } => ({
  text,
  tag: `"${createHash('sha256').update(text).digest('base64url')}"`,
});
