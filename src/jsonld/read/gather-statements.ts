import { HeadwaterError } from '../../errors.js';
import { ENTITY_KINDS } from '../../model/entities.js';
import type { RdfQuad, RdfTerm } from '../rdf-terms.js';
import { PREFIXES } from '../vocabularies.js';
import { valueAt } from '../../value-at.js';

/** The statements about one thing and its parts, by subject and property. */
export interface Gathered {
  /** The thing's own IRI. */
  readonly iri: string;
  readonly subjects: Map<string, Map<string, RdfTerm[]>>;
  /** Where the first of them stands. */
  readonly line?: number;
}

/** Names that are told in their IRI by a hash alone, by that IRI. */
export type HashedNames = Map<string, string>;

/** Thrown where a thing is spoken of again after another: the statements are in another order than exports are. */
export class OtherOrder extends Error {}

/** What is held of statements that are in no order that could be relied on: some 1 GB. */
const MOST_STATEMENTS = 2_000_000;

const OF_A_THING = new RegExp(`/(${ENTITY_KINDS.join('|')})/`);
const NAMES = new Set([`${PREFIXES.skos}notation`, `${PREFIXES.foaf}name`]);

/**
 * Puts statements together, thing by thing. In the order in which exports are written each thing is given away as soon
 * as the next one begins; in any other order all are held until the end.
 */
export class StatementGatherer {
  readonly names: HashedNames = new Map();
  private readonly groups = new Map<string, Gathered>();
  private readonly given = new Set<string>();
  private held = 0;

  constructor(private readonly inOwnOrder: boolean) {}

  /** @returns the things that are whole now. @throws OtherOrder; TOO_LARGE where too much would have to be held. */
  add({ subject, predicate, object }: RdfQuad, line?: number): Gathered[] {
    const { value } = subject;
    if (subject.termType !== 'NamedNode') return [];
    if (value.includes('/~sha256-') && NAMES.has(predicate.value)) this.names.set(value, object.value);
    const iri = value.replace(/#.*$/s, '');
    // Addresses, agents and concepts are told by their IRIs.
    if (!OF_A_THING.test(iri)) return [];
    const whole = this.groups.has(iri) ? [] : this.begin(iri, line);
    const group = this.groups.get(iri);
    if (!group) return whole;
    const properties = valueAt(group.subjects, value, () => new Map<string, RdfTerm[]>());
    const objects = valueAt(properties, predicate.value, () => [] as RdfTerm[]);
    if (!objects.some((other) => sameTerm(other, object))) objects.push(object);
    this.held += 1;
    if (this.held > MOST_STATEMENTS) throw tooMany();
    return whole;
  }

  /** What is left at the end. */
  rest(): Gathered[] {
    const rest = [...this.groups.values()];
    this.groups.clear();
    this.held = 0;
    return rest;
  }

  private begin(iri: string, line: number | undefined): Gathered[] {
    if (this.given.has(iri)) throw new OtherOrder();
    const whole = this.inOwnOrder ? this.rest() : [];
    for (const done of whole) this.given.add(done.iri);
    this.groups.set(iri, { iri, subjects: new Map(), ...(line === undefined ? {} : { line }) });
    return whole;
  }
}

const tooMany = (): HeadwaterError =>
  new HeadwaterError(
    'TOO_LARGE',
    `The statements are in another order than exports are written in, and more than the ${MOST_STATEMENTS} of them that can be held. Import the export as it was written, or as NDJSON-LD.`,
    { limit: MOST_STATEMENTS },
  );

const sameTerm = (a: RdfTerm, b: RdfTerm): boolean =>
  a.value === b.value &&
  a.termType === b.termType &&
  a.datatype?.value === b.datatype?.value &&
  (a.language ?? '') === (b.language ?? '');
