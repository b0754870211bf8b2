import { CERTAINTIES } from '../../catalog/lineage/certainty.js';
import { STATES } from '../../catalog/lineage/liveness.js';
import { CHANGES, EFFECTS, SEVERITIES } from '../../catalog/lineage/severity.js';
import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { entityDefinition } from '../../model/registry.js';
import { relationDefinition, STATED, STATED_TYPES } from '../../model/relations.js';
import { PART_CLASSES, STRUCTURAL_TERMS } from '../derived-terms.js';
import { CHILD_LINKS, relationKey, relationsFrom } from '../relation-terms.js';
import { exportedProperties, propertyTerm, termsOf, type Term } from '../term-table.js';
import { formOf } from '../value-forms.js';
import type { Curie } from '../vocabularies.js';
import { definitionOf } from './definitions.js';
import { PART_REQUIRED, STRUCTURAL_IN_PARTS, STRUCTURAL_TARGETS, TO_ANY_ENTITY, UNDESCRIBED_TARGETS } from './term-targets.js';

/** One key as things of one class use it. */
export interface TermUse {
  /** The local name of the class, a kind or a part. */
  readonly subject: string;
  readonly key: string;
  readonly term: Term;
  readonly definition?: string;
  readonly required: boolean;
  /** Closed set of texts. */
  readonly values?: readonly string[];
  /** The classes of which each value has one. */
  readonly targets: readonly Curie[];
  /** Whether each value stands in the same document, so that its class can be seen there. */
  readonly described: boolean;
}

/** Every key of every kind and part. */
export const allUses = (): TermUse[] => [...ENTITY_KINDS.flatMap(usesOfKind), ...partNames().flatMap(usesOfPart)];

const PARTS: Readonly<Record<string, Readonly<Record<string, Term>>>> = PART_CLASSES;

export const partNames = (): string[] => Object.keys(PARTS);

export function usesOfKind(kind: EntityKind): TermUse[] {
  const stated = new Map(exportedProperties(kind));
  const structural = Object.entries(STRUCTURAL_TERMS);
  const own = [...termsOf(kind)].map(([key, term]): TermUse => {
    const options = stated.get(key);
    const targets = options ? formTargets(kind, key) : linkTargets(kind, key);
    return {
      ...{ subject: kind, key, term, targets: targets ?? UNDESCRIBED_TARGETS[key] ?? [] },
      ...definition(options?.description ?? relationOf(kind, key)?.description ?? definitionOf(kind, key)),
      ...(options?.values ? { values: options.values } : {}),
      required: options?.required === true,
      described: targets !== undefined,
    };
  });
  return [...own, ...structural.map(([key, term]) => structuralUse(kind, key, term)), ...fallbacks(kind)];
}

function structuralUse(subject: string, key: string, term: Term): TermUse {
  const described = STRUCTURAL_TARGETS[term.id];
  const targets = described ?? (TO_ANY_ENTITY.has(term.id) ? ENTITY_KINDS.map((kind): Curie => `hw:${kind}`) : []);
  return {
    ...{ subject, key, term, targets, described: described !== undefined, required: key === 'identifier' },
    ...definition(definitionOf(subject, key)),
  };
}

export function usesOfPart(name: string): TermUse[] {
  const shared = (STRUCTURAL_IN_PARTS[name] ?? []).map((key) => [key, STRUCTURAL_TERMS[key]] as const);
  const terms = [...Object.entries(PARTS[name] ?? {}), ...shared];
  return terms.flatMap(([key, term]) => (term ? [partUse(name, key, term)] : []));
}

function partUse(name: string, key: string, term: Term): TermUse {
  return {
    ...structuralUse(name, key, term),
    ...(PART_VALUES[term.id] ? { values: PART_VALUES[term.id] } : {}),
    required: PART_REQUIRED[name]?.includes(key) ?? false,
  };
}

const PART_VALUES: Partial<Record<Curie, readonly string[]>> = {
  'hw:relation': STATED_TYPES,
  'hw:stated': STATED,
  'hw:direction': ['UPSTREAM', 'DOWNSTREAM'],
  'hw:changeAskedOf': CHANGES,
  'hw:effect': EFFECTS,
  'hw:severity': SEVERITIES,
  'hw:liveness': STATES,
  'hw:certainty': CERTAINTIES,
};

/** An address that cannot be an IRI stays the text that it is, under a key of its own. */
function fallbacks(kind: EntityKind): TermUse[] {
  return exportedProperties(kind)
    .filter(([name, options]) => formOf(propertyTerm(kind, name, options), kind).form === 'resource')
    .map(([name, { description }]) => ({
      ...{ subject: kind, key: `hw:${name}`, term: { id: `hw:${name}` }, targets: [], required: false },
      ...{ definition: `${description} As a text, where it is no IRI.`, described: false },
    }));
}

const definition = (text: string | undefined): { definition?: string } => (text ? { definition: text } : {});

const relationOf = (kind: EntityKind, key: string) => {
  const type = relationsFrom(kind).find((relation) => relationKey(relation) === key);
  return type && relationDefinition(type);
};

/** Of a recorded property that is about things: what the thing is made of. */
function formTargets(kind: EntityKind, key: string): Curie[] | undefined {
  const options = entityDefinition(kind).properties.get(key);
  const form = options && formOf(propertyTerm(kind, key, options), kind);
  return form && form.form !== 'literal' ? form.classes.slice(0, 1) : undefined;
}

/** Of a key that leads to other entities: their kinds. */
function linkTargets(kind: EntityKind, key: string): Curie[] | undefined {
  const ends = relationOf(kind, key)?.ends[kind] ?? childKinds(kind, key) ?? LINKED[key];
  if (ends) return ends.map((end): Curie => `hw:${end}`);
  if (key !== 'partOf') return undefined;
  return [`hw:${entityDefinition(kind).parent?.kind ?? 'MLModelVersion'}`];
}

/** What stands in a document beside what it contains. */
const LINKED: Readonly<Record<string, readonly EntityKind[]>> = { files: ['Artifact'], predictions: ['Table'] };

function childKinds(kind: EntityKind, key: string): EntityKind[] | undefined {
  const link = Object.entries(CHILD_LINKS).find(([, child]) => child.kind === kind && child.key === key);
  return link && ENTITY_KINDS.filter((child) => entityDefinition(child).parent?.relation === link[0]);
}
