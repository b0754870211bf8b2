import '../../model/entities.js';
import { groupBy } from '../../group-by.js';
import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { entityDefinition } from '../../model/registry.js';
import { isClaimedWhereKnown } from '../profile-claims.js';
import { asCurie } from '../vocabularies.js';
import { CLASS_ALIGNMENTS, PROPERTY_ALIGNMENTS, type Alignment } from './alignments.js';
import { DEFINITIONS, labelOf } from './definitions.js';
import { ONTOLOGY_IRI } from './schema-iris.js';
import { OTHER_DATATYPES } from './term-targets.js';
import {
  block,
  english,
  iriText,
  list,
  turtleDocument,
  versionOf,
  type SchemaCurie,
} from './turtle-blocks.js';
import { allUses, partNames, type TermUse } from './uses.js';

const TITLE = 'Headwater: a vocabulary for machine learning metadata and its lineage';
const ABOUT =
  'What catalogs export that other vocabularies have no word for. Everything else is said with PROV-O, DCAT, ML-Schema, MLDCAT-AP, FAIR4ML, DQV, CSVW and SKOS, to which these terms are aligned.';

/** The terms that are our own, as OWL: `schema/ontology.ttl`. */
export function ontologyDocument(): string {
  const terms = [...ENTITY_KINDS.map(kindBlock), ...partNames().map(partBlock), ...propertyBlocks()];
  const head = block(iriText(ONTOLOGY_IRI), [
    ['a', 'owl:Ontology'],
    ['owl:versionIRI', iriText(`${ONTOLOGY_IRI}/ontology/${versionOf(terms)}`)],
    ['dct:title', english(TITLE)],
    ['dct:description', english(ABOUT)],
    ['dct:license', iriText('https://www.apache.org/licenses/LICENSE-2.0')],
  ]);
  return turtleDocument([head, ...terms]);
}

function kindBlock(kind: EntityKind): string {
  const { classes, description } = entityDefinition(kind);
  const curies = classes.map(asCurie);
  return classBlock(kind, description, {
    // What a profile makes demands of is claimed only where they are met: ours are not all of that class.
    within: curies.filter((name) => !isClaimedWhereKnown(name)),
    close: curies.filter(isClaimedWhereKnown),
  });
}

const partBlock = (name: string): string => classBlock(name, DEFINITIONS[name], {});

function classBlock(name: string, definition: string | undefined, { within, close }: Alignment): string {
  const aligned = CLASS_ALIGNMENTS[name];
  return block(`hw:${name}`, [
    ['a', 'owl:Class'],
    ['rdfs:isDefinedBy', iriText(ONTOLOGY_IRI)],
    ['rdfs:label', english(labelOf(name))],
    ['skos:definition', ...(definition ? [english(definition)] : [])],
    ['rdfs:subClassOf', ...(within ?? []), ...(aligned?.within ?? [])],
    ['skos:closeMatch', ...(close ?? []), ...(aligned?.close ?? [])],
  ]);
}

function propertyBlocks(): string[] {
  const own = allUses().filter(({ term }) => term.id.startsWith('hw:'));
  const groups = [...groupBy(own, ({ term }) => term.id)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([id, uses]) => propertyBlock(id, uses));
}

function propertyBlock(id: string, uses: readonly TermUse[]): string {
  const things = uses.every(({ term }) => term.type === '@id');
  const { within = [], close = [] } = PROPERTY_ALIGNMENTS[id.slice('hw:'.length)] ?? {};
  return block(id, [
    ['a', things ? 'owl:ObjectProperty' : 'owl:DatatypeProperty'],
    ['rdfs:isDefinedBy', iriText(ONTOLOGY_IRI)],
    ['rdfs:label', english(labelOf(id.slice('hw:'.length)))],
    ['skos:definition', ...definitionsOf(uses).map(english)],
    ['rdfs:domain', union('owl:Class', distinct(uses.map(({ subject }) => `hw:${subject}`)))],
    ['rdfs:range', ...rangeOf(uses, things)],
    ['rdfs:subPropertyOf', ...within],
    ['skos:closeMatch', ...close],
  ]);
}

/** One where it means the same wherever it stands; else one for each meaning, with the classes that have it. */
function definitionsOf(uses: readonly TermUse[]): string[] {
  const groups = groupBy(
    uses.filter((use) => use.definition),
    ({ definition }) => definition ?? '',
  );
  if (groups.size === 1) return [...groups.keys()];
  return [...groups].map(
    ([definition, same]) => `Of ${distinct(same.map(({ subject }) => labelOf(subject))).join(', ')}: ${definition}`,
  );
}

function rangeOf(uses: readonly TermUse[], things: boolean): string[] {
  if (!things) return [union('rdfs:Datatype', distinct(uses.flatMap(datatypesOf)))];
  const targets = distinct(uses.flatMap(({ targets: of }) => of));
  return targets.length > 0 ? [union('owl:Class', targets)] : [];
}

/** The datatypes that literals of a term have: fractions that are not finite are doubles, which decimals are not. */
export function datatypesOf({ subject, key, term: { type, language } }: TermUse): SchemaCurie[] {
  if (language) return ['rdf:langString'];
  if (type === '@json') return ['rdf:JSON'];
  if (type === 'xsd:decimal') return ['xsd:decimal', 'xsd:double'];
  const other = OTHER_DATATYPES[`${subject}.${key}`];
  return [type === undefined || type === '@id' ? 'xsd:string' : type, ...(other ? [other] : [])];
}

function union(type: 'owl:Class' | 'rdfs:Datatype', members: readonly string[]): string {
  const [only, ...others] = members;
  if (only !== undefined && others.length === 0) return only;
  return `[ a ${type} ; owl:unionOf ${list([...members].sort())} ]`;
}

const distinct = (items: readonly string[]): string[] => [...new Set(items)];
