import type { EntityKind } from '../model/entities.js';
import type { Term } from './term-table.js';

const things = (id: Term['id']): Term => ({ id, type: '@id', set: true });

const DATASET_TERMS: Readonly<Record<string, Term>> = {
  account: { id: 'dct:description', language: 'en' },
  collectionDate: { id: 'it6:collectionDate', type: 'xsd:dateTime' },
};
/** What is registered beside what everything else refers to by its name. */
const CONCEPT_TERMS: Readonly<Record<string, Term>> = { concept: { id: 'skos:exactMatch', type: '@id' } };
const AGENT_TERMS: Readonly<Record<string, Term>> = { agent: { id: 'prov:alternateOf', type: '@id' } };

/** Keys that follow from what is recorded, so that the vocabularies' own readers find what they look for. */
export const DERIVED_TERMS: Partial<Record<EntityKind, Readonly<Record<string, Term>>>> = {
  MLModelService: { publisher: { id: 'dct:publisher', type: '@id' } },
  MLModel: { currentVersion: { id: 'dcat:hasCurrentVersion', type: '@id' } },
  MLModelVersion: { files: things('it6:hasFile'), predictions: things('it6:hasPrediction') },
  Table: DATASET_TERMS,
  MLFeatureTable: DATASET_TERMS,
  Domain: CONCEPT_TERMS,
  GlossaryTerm: CONCEPT_TERMS,
  User: AGENT_TERMS,
  Team: AGENT_TERMS,
  Metric: {
    quality: { id: 'dct:type', type: '@id' },
    hasValue: { id: 'mls:hasValue', type: 'xsd:decimal' },
    points: things('hw:point'),
  },
};

/** What the catalog itself knows of each thing, and the keys of the small things inside a document. */
export const STRUCTURAL_TERMS: Readonly<Record<string, Term>> = {
  identifier: { id: 'dct:identifier' },
  since: { id: 'hw:since', type: 'xsd:dateTime' },
  until: { id: 'hw:until', type: 'xsd:dateTime' },
  revision: { id: 'hw:revision', type: 'xsd:integer' },
  derived: { id: 'hw:derivedKey', set: true },
  endedBy: { id: 'hw:endedBy' },
  brokenRules: { id: 'hw:brokenRule', set: true },
  claims: things('hw:claim'),
  past: things('hw:pastStatement'),
  pending: things('hw:pending'),
  changes: things('hw:change'),
  asOf: { id: 'hw:asOf', type: 'xsd:dateTime' },
  consequences: things('hw:consequence'),
  notation: { id: 'skos:notation' },
  agentName: { id: 'foaf:name' },
  qualifiedInfluence: things('prov:qualifiedInfluence'),
  qualifiedDerivation: things('prov:qualifiedDerivation'),
  qualifiedGeneration: things('prov:qualifiedGeneration'),
  qualifiedUsage: things('prov:qualifiedUsage'),
};

const PART_TERMS = {
  Statement: {
    relation: { id: 'hw:relation' },
    influencer: { id: 'prov:influencer', type: '@id' },
    entity: { id: 'prov:entity', type: '@id' },
    activity: { id: 'prov:activity', type: '@id' },
    via: { id: 'prov:hadActivity', type: '@id' },
    stated: { id: 'hw:stated' },
    by: { id: 'hw:statedBy' },
    rule: { id: 'hw:rule' },
    declaredBy: { id: 'hw:declaredBy' },
    reason: { id: 'hw:reason' },
    transformations: { id: 'hw:transformation', set: true },
    masked: { id: 'hw:masked', type: 'xsd:boolean' },
    digest: { id: 'hw:digest' },
    endedWith: { id: 'hw:endedWith', type: '@id' },
  },
  Claim: {
    source: { id: 'hw:source' },
    rank: { id: 'hw:rank', type: 'xsd:integer' },
    hash: { id: 'hw:hash' },
    body: { id: 'hw:body', type: '@json' },
  },
  PendingStatement: {
    by: { id: 'hw:statedBy' },
    statement: { id: 'hw:statement', type: '@json' },
  },
  Change: {
    action: { id: 'hw:action' },
    startedAt: { id: 'prov:startedAtTime', type: 'xsd:dateTime' },
    endedAt: { id: 'prov:endedAtTime', type: 'xsd:dateTime' },
    actor: { id: 'prov:wasAssociatedWith', type: '@id' },
    source: { id: 'hw:source' },
    service: { id: 'hw:service' },
    run: { id: 'hw:run' },
    reason: { id: 'hw:reason' },
    fields: { id: 'hw:fields', type: '@json' },
    said: { id: 'hw:said', type: '@json' },
    edgeChanges: { id: 'hw:edgeChanges', type: '@json' },
    generated: { id: 'prov:generated', type: '@id' },
  },
  LineageAnswer: {
    of: { id: 'hw:of', type: '@id' },
    direction: { id: 'hw:direction' },
    complete: { id: 'hw:complete', type: 'xsd:boolean' },
    cut: { id: 'hw:cut', type: '@json' },
    hidden: { id: 'hw:hidden', type: 'xsd:integer' },
  },
  ImpactAnswer: {
    of: { id: 'hw:of', type: '@id' },
    change: { id: 'hw:changeAskedOf' },
    complete: { id: 'hw:complete', type: 'xsd:boolean' },
    cut: { id: 'hw:cut', type: '@json' },
    hidden: { id: 'hw:hidden', type: 'xsd:integer' },
  },
  Consequence: {
    of: { id: 'hw:of', type: '@id' },
    change: { id: 'hw:changeAskedOf' },
    effect: { id: 'hw:effect' },
    severity: { id: 'hw:severity' },
    state: { id: 'hw:liveness' },
    certainty: { id: 'hw:certainty' },
    depth: { id: 'hw:depth', type: 'xsd:integer' },
  },
  Revision: {
    specializationOf: { id: 'prov:specializationOf', type: '@id' },
    generatedBy: { id: 'prov:wasGeneratedBy', type: '@id' },
    revisionOf: { id: 'prov:wasRevisionOf', type: '@id' },
  },
  MetricPoint: {
    step: { id: 'hw:step', type: 'xsd:integer' },
    measuredAt: { id: 'prov:generatedAtTime', type: 'xsd:dateTime' },
    value: { id: 'dqv:value', type: 'xsd:decimal' },
    text: { id: 'hw:text' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Term>>>>;

export type PartClass = keyof typeof PART_TERMS;

/** Classes of our own for what is no entity, with the keys that only they have. */
export const PART_CLASSES: Readonly<Record<string, Readonly<Record<string, Term>>>> = PART_TERMS;
