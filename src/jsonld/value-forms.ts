import type { ValueType } from '../model/decorators.js';
import type { EntityKind } from '../model/entities.js';
import type { Curie } from './vocabularies.js';

/**
 * What a value becomes. A vocabulary that expects a thing gets a thing with an IRI and a class, never a bare
 * text: that is what makes documents conform, and what lets others link to the same thing.
 */
export type ValueForm =
  | { readonly form: 'literal' }
  /** A thing of the web: the text itself is its IRI. */
  | { readonly form: 'resource'; readonly classes: readonly Curie[] }
  /** Something that has a name and no document of its own, such as a data type; its IRI is made of the name. */
  | { readonly form: 'concept'; readonly classes: readonly Curie[] }
  | { readonly form: 'agent'; readonly classes: readonly Curie[] };

const RESOURCE = { form: 'resource', classes: ['dcat:Resource'] } as const;
const PAGE = { form: 'resource', classes: ['foaf:Document'] } as const;
const CONCEPT = { form: 'concept', classes: ['skos:Concept'] } as const;
const LICENSE = { form: 'concept', classes: ['dct:LicenseDocument'] } as const;
const AGENT = { form: 'agent', classes: ['foaf:Agent', 'prov:Agent'] } as const;

/** Properties that are about things. All others are about texts, numbers and times. */
const FORMS: Partial<Record<Curie, ValueForm>> = {
  'dcat:endpointURL': RESOURCE,
  'it6:url': RESOURCE,
  'foaf:page': PAGE,
  'dcat:landingPage': PAGE,
  'dct:type': CONCEPT,
  'dct:format': CONCEPT,
  'dct:license': LICENSE,
  'dct:subject': CONCEPT,
  'dcat:theme': CONCEPT,
  'dct:creator': AGENT,
  'prov:wasAttributedTo': AGENT,
  'prov:wasAssociatedWith': AGENT,
  'hw:owner': AGENT,
};

/** What a setting or a figure is one of. MLDCAT-AP wants every measurement to be of an it6:DataQuality. */
const SPECIFICATIONS: Partial<Record<EntityKind, ValueForm>> = {
  HyperParameter: { form: 'concept', classes: ['mls:HyperParameter'] },
  Metric: { form: 'concept', classes: ['mls:EvaluationMeasure', 'it6:DataQuality'] },
};

export function formOf(term: Curie, kind: EntityKind): ValueForm {
  const form = term === 'mls:specifiedBy' ? SPECIFICATIONS[kind] : FORMS[term];
  return form ?? { form: 'literal' };
}

/** The datatype of the literals of a property; none for texts, which are plain. */
export const DATATYPES: Record<ValueType, Curie | '@json' | undefined> = {
  string: undefined,
  int: 'xsd:integer',
  long: 'xsd:integer',
  // Typed texts, so that no processor turns 0.92 into 9.2E-1; what is not finite says xsd:double itself.
  float: 'xsd:decimal',
  boolean: 'xsd:boolean',
  dateTime: 'xsd:dateTime',
  bytes: 'xsd:base64Binary',
  json: '@json',
};
