import type { ForeignGraph } from './graph.js';
import { cr, dcat, fair4ml, it6, mls, prov } from './terms.js';

/** The vocabularies that are read, by the names that people ask for them with. */
export const VOCABULARIES = ['mldcat', 'dcat', 'prov', 'mls', 'croissant'] as const;
export type Vocabulary = (typeof VOCABULARIES)[number];

export const isVocabulary = (value: unknown): value is Vocabulary =>
  VOCABULARIES.includes(value as Vocabulary);

export const NAMES: Readonly<Record<Vocabulary, string>> = {
  mldcat: 'MLDCAT-AP and FAIR4ML',
  dcat: 'DCAT',
  prov: 'PROV-O',
  mls: 'ML-Schema',
  croissant: 'Croissant',
};

const NAMESPACES: Readonly<Record<Vocabulary, readonly string[]>> = {
  mldcat: [it6(''), fair4ml('')],
  dcat: [dcat('')],
  prov: [prov('')],
  mls: [mls('')],
  croissant: [cr('')],
};

/** MLDCAT-AP is a profile of DCAT; whoever asks for it wants its data sets too, and what was derived from what. */
const WITH: Readonly<Record<Vocabulary, readonly Vocabulary[]>> = {
  mldcat: ['mldcat', 'dcat', 'prov'],
  dcat: ['dcat', 'prov'],
  prov: ['prov'],
  mls: ['mls', 'prov'],
  croissant: ['croissant', 'prov'],
};

/** What a document is to be read as: what was asked for where it is there, or everything that is. */
export function vocabulariesIn(graph: ForeignGraph, from: Vocabulary | 'auto' = 'auto'): Vocabulary[] {
  const found = VOCABULARIES.filter((vocabulary) => isIn(graph, NAMESPACES[vocabulary]));
  if (from === 'auto') return found;
  return found.includes(from) ? VOCABULARIES.filter((each) => WITH[from].includes(each)) : [];
}

function isIn(graph: ForeignGraph, namespaces: readonly string[]): boolean {
  for (const node of graph.nodes.values()) {
    const names = [...node.types, ...node.unread()];
    if (names.some((name) => namespaces.some((namespace) => name.startsWith(namespace)))) return true;
  }
  return false;
}
