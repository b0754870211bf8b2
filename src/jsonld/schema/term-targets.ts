import type { Curie } from '../vocabularies.js';

/** What the keys lead to that the catalog itself adds, by property. All of it stands in the same document. */
export const STRUCTURAL_TARGETS: Partial<Record<Curie, readonly Curie[]>> = {
  'prov:qualifiedInfluence': ['hw:Statement'],
  'prov:qualifiedDerivation': ['hw:Statement'],
  'prov:qualifiedGeneration': ['hw:Statement'],
  'prov:qualifiedUsage': ['hw:Statement'],
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

/** The keys without which a part says nothing. */
export const PART_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Statement: ['relation', 'stated', 'by'],
};
