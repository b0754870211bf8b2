import { PREFIXES } from '../vocabularies.js';

/** An IRI as people write it: `dct:title`; whole where no prefix is known for it. */
export function compacted(iri: string): string {
  const known = Object.entries(PREFIXES).find(([, start]) => iri.startsWith(start));
  return known ? `${known[0]}:${iri.slice(known[1].length)}` : iri;
}
