import type { EntityKind } from '../model/entities.js';
import { entityDefinition } from '../model/registry.js';
import {
  relationDefinition,
  STATED_TYPES,
  type Containment,
  type StatedRelation,
} from '../model/relations.js';
import { asCurie, type Curie } from './vocabularies.js';

/** `TRAINED_ON` is `trainedOn` in a document. */
export function relationKey(type: string): string {
  const key =
    keys.get(type) ?? type.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  keys.set(type, key);
  return key;
}

const keys = new Map<string, string>();

/** Which relations may start at things of a kind. */
export const relationsFrom = (kind: EntityKind): StatedRelation[] =>
  STATED_TYPES.filter((type) => relationDefinition(type).ends[kind] !== undefined);

/** PROV-O keeps what happens apart from what there is. */
const TERMS_OF_ACTIVITIES: Partial<Record<Curie, Curie>> = { 'prov:wasAttributedTo': 'hw:owner' };

/** These properties of MLDCAT-AP are of models: said of a run or a figure, they would make it a model. */
const TERMS_OF_OTHERS_THAN_MODELS: Partial<Record<Curie, Curie>> = {
  'it6:trainedOn': 'mls:hasInput',
  'it6:testedOn': 'hw:evaluatedOn',
};

/** The term a decorator names, as it is for that kind of thing. */
export function termFor(kind: EntityKind, term: string): Curie {
  const curie = asCurie(term);
  const { classes } = entityDefinition(kind);
  return (
    (classes.includes('prov:Activity') ? TERMS_OF_ACTIVITIES[curie] : undefined) ??
    (classes.includes('it6:MachineLearningModel') ? undefined : TERMS_OF_OTHERS_THAN_MODELS[curie]) ??
    curie
  );
}

export const relationTerm = (kind: EntityKind, type: StatedRelation): Curie =>
  termFor(kind, relationDefinition(type).term);

/** How PROV-O says more about a relation than that there is one. */
export interface Qualification {
  /** The key, and PROV-O's local name, of the property that leads to the statement. */
  readonly key: string;
  readonly class: Curie;
  /** Likewise of the one that leads from the statement to what was depended on. */
  readonly upstreamKey: string;
}

const INFLUENCE: Qualification = {
  key: 'qualifiedInfluence',
  class: 'prov:Influence',
  upstreamKey: 'influencer',
};
const QUALIFICATIONS: Partial<Record<StatedRelation, Qualification>> = {
  DERIVED_FROM: { key: 'qualifiedDerivation', class: 'prov:Derivation', upstreamKey: 'entity' },
  PRODUCED_BY: { key: 'qualifiedGeneration', class: 'prov:Generation', upstreamKey: 'activity' },
  READS: { key: 'qualifiedUsage', class: 'prov:Usage', upstreamKey: 'entity' },
};

export const qualificationOf = (type: StatedRelation): Qualification => QUALIFICATIONS[type] ?? INFLUENCE;

interface Link {
  readonly key: string;
  readonly term: Curie;
}

/** From a thing to what it belongs to. A run is part of an experiment: dct:isPartOf is the plain case. */
const PARENT_TERMS: Partial<Record<EntityKind, Curie>> = {
  MLModelVersion: 'dcat:isVersionOf',
  Metric: 'dqv:computedOn',
};
const HAS_PARENT = (kind: EntityKind): boolean =>
  entityDefinition(kind).parent !== undefined || kind === 'MLFeature';

export function parentLink(kind: EntityKind): Link | undefined {
  return HAS_PARENT(kind) ? { key: 'partOf', term: PARENT_TERMS[kind] ?? 'dct:isPartOf' } : undefined;
}

/**
 * From a thing to what stands in its document. Services and experiments do not list what they hold: that may
 * be without bound, and each of those says itself where it belongs.
 */
export const CHILD_LINKS: Partial<Record<Containment, Link & { readonly kind: EntityKind }>> = {
  HAS_VERSION: { kind: 'MLModel', key: 'versions', term: 'dcat:hasVersion' },
  HAS_HYPERPARAMETER: { kind: 'MLModelVersion', key: 'hyperParameters', term: 'hw:hyperParameter' },
  HAS_METRIC: { kind: 'MLModelVersion', key: 'metrics', term: 'dqv:hasQualityMeasurement' },
  HAS_ARTIFACT: { kind: 'MLModelVersion', key: 'artifacts', term: 'dct:hasPart' },
  HAS_STEP: { kind: 'MLModelVersion', key: 'steps', term: 'hw:hasStep' },
  HAS_FEATURE: { kind: 'MLFeatureTable', key: 'features', term: 'dct:hasPart' },
  HAS_COLUMN: { kind: 'Table', key: 'columns', term: 'dct:hasPart' },
};
