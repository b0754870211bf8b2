import { badInput } from '../../errors.js';
import type { RdfQuad } from '../rdf-terms.js';
import { formOfText, type LinkedDataForm } from './form-of.js';
import { DEFAULT_LIMITS } from './limits.js';
import { parseJson } from './parse-json.js';
import { parseRdf } from './parse-rdf.js';
import { statementsOf, type ProcessOptions } from './processor.js';
import { readLines, readText, type Chunks } from './read-text.js';

export interface ReadOptions extends Omit<ProcessOptions, 'text' | 'startsAt'> {
  /** Left out: told by how the text begins. */
  readonly form?: LinkedDataForm;
}

/**
 * The statements of a document in any of its forms, whole: for documents that are small enough to be held. A blank
 * node of one line of NDJSON is not that of another.
 * @throws BAD_INPUT with line and column, or the node's pointer, where it is not what its form says; TOO_LARGE.
 */
export async function readStatements(chunks: Chunks, options: ReadOptions = {}): Promise<readonly RdfQuad[]> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const text = await readText(chunks, limits);
  const form = options.form ?? formOfText(text);
  if (options.form === undefined && text.trim() === '') throw badInput('The document is empty.');
  switch (form) {
    case 'nquads':
    case 'turtle':
      return parseRdf(text, { ...options, form });
    case 'jsonld':
      return statementsOf(parseJson(text, limits), { ...options, text });
    case 'ndjson': {
      const quads: RdfQuad[] = [];
      for await (const { line, text: json } of readLines([text])) {
        const own = await statementsOf(parseJson(json, limits, line), {
          ...options,
          text: json,
          startsAt: line,
        });
        for (const quad of own) quads.push(apart(quad, line));
      }
      return quads;
    }
  }
}

/** The same statement with its blank nodes' labels those of its line alone. */
function apart(quad: RdfQuad, line: number): RdfQuad {
  const { subject, predicate, object, graph } = quad;
  const own = (term: RdfQuad['subject']): RdfQuad['subject'] =>
    term.termType === 'BlankNode' ? { termType: term.termType, value: `${term.value}l${line}` } : term;
  return { predicate, subject: own(subject), object: own(object), graph: own(graph) };
}
