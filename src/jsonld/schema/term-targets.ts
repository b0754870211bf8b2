import type { Curie } from '../vocabularies.js';

/** What the keys lead to that the catalog itself adds, by property. All of it stands in the same document. */
export const STRUCTURAL_TARGETS: Partial<Record<Curie, readonly Curie[]>> = {
  'prov:qualifiedInfluence': ['hw:Statement'],
  'prov:qualifiedDerivation': ['hw:Statement'],
  'prov:qualifiedGeneration': ['hw:Statement'],
  'prov:qualifiedUsage': ['hw:Statement'],
  'hw:claim': ['hw:Claim'],
  'hw:pastStatement': ['hw:Statement'],
  'hw:pending': ['hw:PendingStatement'],
  'hw:change': ['hw:Change'],
  'hw:consequence': ['hw:Consequence'],
  'prov:generated': ['hw:Revision'],
};

/** Which of the keys that the catalog adds stand in parts too. */
export const STRUCTURAL_IN_PARTS: Readonly<Record<string, readonly string[]>> = {
  Statement: ['since', 'until'],
  Change: ['revision', 'brokenRules'],
  Revision: ['revision'],
  LineageAnswer: ['asOf'],
  ImpactAnswer: ['asOf'],
};

/** What derived keys lead to. It may stand in another document: what is only named there shows no class here. */
export const UNDESCRIBED_TARGETS: Readonly<Record<string, readonly Curie[]>> = {
  currentVersion: ['hw:MLModelVersion'],
  publisher: ['foaf:Agent'],
  concept: ['skos:Concept'],
  agent: ['prov:Agent'],
  quality: ['it6:DataQuality'],
  points: ['hw:MetricPoint'],
};


/** What leads to entities of any kind, which may stand in other documents. */
export const TO_ANY_ENTITY: ReadonlySet<Curie> = new Set<Curie>(['hw:endedWith', 'hw:of']);

/** The keys without which a part says nothing. */
export const PART_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Statement: ['relation', 'stated', 'by'],
  Claim: ['source', 'rank', 'hash'],
  PendingStatement: ['by', 'statement'],
  Change: ['action', 'startedAt', 'endedAt', 'actor', 'source', 'revision', 'generated'],
  Revision: ['revision', 'specializationOf', 'generatedBy'],
  LineageAnswer: ['of', 'direction', 'complete', 'hidden'],
  ImpactAnswer: ['of', 'change', 'complete', 'hidden'],
  Consequence: ['of', 'change', 'effect', 'severity', 'state', 'certainty', 'depth'],
};

/** Where a value may have another datatype than its term says: a time that no calendar has is a number. */
export const OTHER_DATATYPES: Readonly<Record<string, Curie>> = { 'MetricPoint.measuredAt': 'xsd:integer' };
