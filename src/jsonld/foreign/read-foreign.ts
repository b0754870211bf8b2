import { badInput } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
import { canonical } from '../parse/canonical.js';
import type { LinkedDataForm } from '../parse/form-of.js';
import type { ParseLimits } from '../parse/limits.js';
import { readStatements } from '../parse/read-statements.js';
import type { Chunks } from '../parse/read-text.js';
import type { RdfQuad, RdfTerm } from '../rdf-terms.js';
import { documentOf, Draft } from './draft.js';
import { ForeignGraph } from './graph.js';
import { DOCUMENT_BASE, hostOf, relativePart } from './names.js';
import { keepTheRest } from './keep-the-rest.js';
import type { Aside, ForeignReport } from './report.js';
import { NAMES, VOCABULARIES, vocabulariesIn, type Vocabulary } from './vocabularies-in.js';
import { takeAll } from './take-all.js';

export interface ForeignOptions {
  /** Which vocabulary to read it as; left out or `auto`: all that are found in it. */
  readonly from?: Vocabulary | 'auto';
  /** The service that models belong to, and whose word all of it is. */
  readonly service?: string;
  readonly form?: LinkedDataForm;
  readonly limits?: Partial<ParseLimits>;
}

/** A thing that a document tells of. */
export interface ForeignThing {
  readonly document: EntityDocument;
  /** The node that it was made from, by its IRI or the label of the blank node. */
  readonly node: string;
}

export interface ForeignReading {
  readonly things: readonly ForeignThing[];
  readonly report: ForeignReport;
}

/**
 * What a document of another vocabulary tells, as documents of the catalog, and what of it has no place here. Nothing is
 * written, and nothing that it refers to is fetched.
 * @throws BAD_INPUT where it is no linked data, holds nothing of these vocabularies, or leaves unsaid whose word it is;
 *   TOO_LARGE.
 */
export async function readForeign(chunks: Chunks, options: ForeignOptions = {}): Promise<ForeignReading> {
  const passed: Aside[] = [];
  const quads = await readStatements(chunks, {
    base: DOCUMENT_BASE,
    ...(options.form === undefined ? {} : { form: options.form }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    onPassedOver: ({ code, what }) =>
      passed.push({ node: 'the document', property: what, reason: `has no meaning in JSON-LD: ${code}` }),
  });
  const graph = new ForeignGraph(await withStableLabels(quads, options.limits));
  const vocabularies = vocabulariesIn(graph, options.from);
  if (vocabularies.length === 0) {
    const wanted = options.from === undefined || options.from === 'auto' ? VOCABULARIES : [options.from];
    throw badInput(
      `The document holds nothing of ${wanted.map((each) => NAMES[each]).join(', ')}. An export of the catalog itself is imported without --from.`,
    );
  }
  const draft = new Draft(graph, options.service);
  takeAll(draft, vocabularies);
  keepTheRest(draft);
  const things = draft.things.map((drafted) => ({
    document: documentOf(drafted),
    node: shownNode(drafted.node.id),
  }));
  const source = options.service ?? sourceIn(graph);
  if (source === undefined) {
    throw badInput('Nothing in the document says whose word it is. Say --service NAME.');
  }
  return {
    things,
    report: { vocabularies, source, ...counted(things), aside: [...draft.aside.map(shown), ...passed] },
  };
}

/** Relative IRIs as the document wrote them. */
const shownNode = (id: string): string => relativePart(id) ?? (id === DOCUMENT_BASE ? 'the document' : id);

const shown = (aside: Aside): Aside => ({
  ...aside,
  node: shownNode(aside.node),
  reason: aside.reason.replaceAll(DOCUMENT_BASE, ''),
});

/** Blank nodes by their canonical labels, so that a report says the same of the same document. */
async function withStableLabels(
  quads: readonly RdfQuad[],
  limits?: Partial<ParseLimits>,
): Promise<readonly RdfQuad[]> {
  const isBlank = ({ termType }: RdfTerm): boolean => termType === 'BlankNode';
  if (!quads.some(({ subject, object }) => isBlank(subject) || isBlank(object))) return quads;
  const { labels } = await canonical(quads, limits);
  const stable = (term: RdfTerm): RdfTerm => {
    if (!isBlank(term)) return term;
    const label = labels.get(term.value) ?? labels.get(`_:${term.value}`) ?? term.value;
    return { termType: term.termType, value: `_:${label.replace(/^_:/, '')}` };
  };
  return quads.map(({ subject, predicate, object, graph }) => ({
    ...{ predicate, graph },
    subject: stable(subject),
    object: stable(object),
  }));
}

/** The host of the catalog that the document is, or else of the first thing in it that has one. */
function sourceIn(graph: ForeignGraph): string | undefined {
  const described = graph.inOrder(({ blank, types }) => !blank && types.size > 0);
  const catalogs = described.filter((node) => node.isA('http://www.w3.org/ns/dcat#Catalog'));
  const addresses = [...catalogs, ...described].map(({ id }) => id);
  const urls = graph
    .inOrder(() => true)
    .flatMap((node) => node.peek('https://schema.org/url').map(({ value }) => value));
  return [...addresses, ...urls].map(hostOf).find((host) => host !== undefined);
}

function counted(things: readonly ForeignThing[]): Pick<ForeignReport, 'taken' | 'edges'> {
  const taken: Record<string, number> = {};
  const edges: Record<string, number> = {};
  for (const { document } of things) {
    taken[document.kind] = (taken[document.kind] ?? 0) + 1;
    for (const { type } of document.edges ?? []) edges[type] = (edges[type] ?? 0) + 1;
  }
  return { taken, edges };
}
