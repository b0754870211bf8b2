import { Store, type Quad } from 'n3';
import { beforeAll, describe, expect, it } from 'vitest';
import { expandCurie, PREFIXES } from '../../src/jsonld/vocabularies.js';
import { entityId } from '../../src/model/entity-id.js';
import * as churn from '../unit/jsonld/support/churn-documents.js';
import { exportOf } from './support/everything-of.js';
import { livedCatalog } from './support/lived-catalog.js';
import { outerTerms } from './support/outer-terms.js';
import { itemsOf } from './support/shape-constraints.js';
import { ONTOLOGY, parseNQuads, readTurtle } from './support/validators.js';

const OWL = 'http://www.w3.org/2002/07/owl#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const TYPE = expandCurie('rdf:type');
const OURS = PREFIXES.hw;
const PREDICTIONS = encodeURIComponent(churn.PREDICTIONS);
const COLUMN = encodeURIComponent(entityId('Column', 'postgres://shop:5432', 'shop.public.orders', 'amount'));

let ontology: Store;
let exported: Store;
let outer: ReadonlySet<string>;

beforeAll(async () => {
  ontology = new Store(await readTurtle(ONTOLOGY));
  outer = await outerTerms();
  const catalog = await livedCatalog();
  const nQuads = await Promise.all([
    exportOf(catalog.sources, 'history=true'),
    exportOf(catalog.sources, `lineage=${PREDICTIONS}`),
    exportOf(catalog.sources, `lineage=${PREDICTIONS}&depth=1`),
    exportOf(catalog.sources, `impactOf=${COLUMN}`),
    exportOf(catalog.sources, `thing=${PREDICTIONS}&asOf=${encodeURIComponent('2026-11-01T13:00:00Z')}`),
  ]);
  await catalog.close();
  exported = new Store(nQuads.flatMap(parseNQuads));
}, 60_000);

const quadsOf = (store: Store, predicate: string | null = null): Quad[] =>
  store.getQuads(null, predicate, null, null);

/** Properties, and classes of things. */
const termsUsed = (): Set<string> =>
  new Set(
    quadsOf(exported).map(({ predicate, object }) => (predicate.value === TYPE ? object.value : predicate.value)),
  );

const declared = (): string[] =>
  quadsOf(ontology, `${RDFS}isDefinedBy`).map(({ subject }) => subject.value);

describe('the ontology and an export of everything', () => {
  it('declares every term of ours that is used, and others declare every other', () => {
    const known = new Set([...declared(), ...outer, TYPE]);
    expect([...termsUsed()].filter((term) => !known.has(term))).toEqual([]);
  });

  it('declares no term that nobody writes', () => {
    const used = termsUsed();
    expect(declared().filter((term) => !used.has(term))).toEqual([]);
  });

  it('says of each term what sort it is, what it is called and what it means', () => {
    for (const term of declared()) {
      expect(ontology.getObjects(term, TYPE, null).map(({ value }) => value.slice(OWL.length)), term).toEqual([
        expect.stringMatching(/^(Class|ObjectProperty|DatatypeProperty)$/),
      ]);
      expect(ontology.getObjects(term, `${RDFS}label`, null), term).toHaveLength(1);
      expect(ontology.getObjects(term, expandCurie('skos:definition'), null), term).not.toHaveLength(0);
    }
  });

  it('is true of every use of a property: who has it is in its domain, and its values in its range', () => {
    const wrong = quadsOf(exported).filter(
      (quad) => quad.predicate.value.startsWith(OURS) && !(isInDomain(quad) && isInRange(quad)),
    );
    expect(wrong).toEqual([]);
  });

  it('is true of every thing: whoever is of a class of ours is of those that it is within', () => {
    for (const { subject, object } of quadsOf(exported, TYPE)) {
      const types = exported.getObjects(subject, TYPE, null).map(({ value }) => value);
      for (const above of ontology.getObjects(object, `${RDFS}subClassOf`, null))
        // What documents do not claim by name is claimed by the ontology alone.
        if (Object.values(PREFIXES).some((iri) => above.value.startsWith(iri)) && !isInfluence(above.value))
          expect(types, subject.value).toContain(above.value);
    }
  });

  it('aligns to terms that the others declare', () => {
    const alignments = ['rdfs:subClassOf', 'rdfs:subPropertyOf', 'skos:closeMatch'].flatMap((name) =>
      quadsOf(ontology, name.replace('rdfs:', RDFS).replace('skos:', PREFIXES.skos)),
    );
    const named = alignments.map(({ object }) => object.value);
    const judged = named.filter((iri) => Object.values(PREFIXES).some((prefix) => iri.startsWith(prefix)));
    expect(judged.length).toBeGreaterThan(50);
    expect(judged.filter((iri) => !outer.has(iri))).toEqual([]);
  });

  it('has IRIs with versions', () => {
    const [version] = quadsOf(ontology, `${OWL}versionIRI`);
    expect(version?.subject.value).toBe(OURS.slice(0, -1));
    expect(version?.object.value).toMatch(/^https:\/\/w3id\.org\/headwater\/1\/ontology\/[0-9a-f]{12}$/);
  });
});

/** Each statement is also one of PROV-O's own sorts of influence, which PROV-O says are influences. */
const isInfluence = (iri: string): boolean => iri === expandCurie('prov:Influence');

function isInDomain({ subject, predicate }: Quad): boolean {
  const domain = membersOf(predicate.value, 'domain');
  return exported.getObjects(subject, TYPE, null).some(({ value }) => domain.includes(value));
}

function isInRange({ predicate, object }: Quad): boolean {
  const range = membersOf(predicate.value, 'range');
  if (object.termType === 'Literal') return range.includes(object.datatype?.value ?? '');
  const types = exported.getObjects(object, TYPE, null).map(({ value }) => value);
  return types.some((type) => range.includes(type));
}

/** The classes or datatypes of a domain or range, one alone or a union of several. */
function membersOf(property: string, end: 'domain' | 'range'): string[] {
  return ontology.getObjects(property, RDFS + end, null).flatMap((node) => {
    if (node.termType === 'NamedNode') return [node.value];
    const [list] = ontology.getObjects(node, `${OWL}unionOf`, null);
    return list ? itemsOf(ontology, list).map(({ value }) => value) : [];
  });
}
