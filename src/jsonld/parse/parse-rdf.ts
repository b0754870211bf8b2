import { Parser } from 'n3';
import { badInput } from '../../errors.js';
import type { RdfQuad, RdfTerm } from '../rdf-terms.js';
import type { Place } from './place.js';

const FORMATS = { nquads: 'application/n-quads', turtle: 'text/turtle' } as const;
const NAMES = { nquads: 'N-Quads', turtle: 'Turtle' } as const;

export interface RdfOptions {
  readonly form: keyof typeof FORMATS;
  /** What relative IRIs are relative to; N-Quads has none. */
  readonly base?: string;
  /** The line that the text begins at, where it is part of a longer one. */
  readonly startsAt?: number;
}

/**
 * The statements of a text in N-Quads or Turtle. Blank nodes of N-Quads keep their labels, so that it can be read in
 * parts.
 * @throws BAD_INPUT with the line where it is none.
 */
export function parseRdf(text: string, { form, base, startsAt = 1 }: RdfOptions): readonly RdfQuad[] {
  const parser = new Parser({
    format: FORMATS[form],
    ...(form === 'nquads' ? { blankNodePrefix: '' } : {}),
    ...(base !== undefined && form === 'turtle' ? { baseIRI: base } : {}),
  });
  const quads = parsed(() => parser.parse(text), NAMES[form], startsAt);
  for (const { subject, object } of quads) {
    if (!isPlain(subject) || !isPlain(object))
      throw badInput('The document holds statements about statements (RDF 1.2), which are not read.');
  }
  return quads;
}

interface ParserError extends Error {
  readonly context?: { readonly line?: number; readonly token?: { readonly start?: number } };
}

function parsed<T>(parse: () => T, name: string, startsAt: number): T {
  try {
    return parse();
  } catch (error) {
    const { message, context } = error as ParserError;
    const line = context?.line === undefined ? undefined : context.line + startsAt - 1;
    const start = context?.token?.start;
    const place: Partial<Place> = {
      ...(line === undefined ? {} : { line }),
      ...(start === undefined ? {} : { column: start + 1 }),
    };
    const reason = message.replace(/ on line \d+\.?$/, '').slice(0, 500);
    const where = [
      ...(line === undefined ? [] : [`line ${line}`]),
      ...(start === undefined ? [] : [`column ${start + 1}`]),
    ].join(', ');
    throw badInput(`The document is not ${name}: ${reason}${where ? `, at ${where}` : ''}.`, { ...place });
  }
}

const isPlain = ({ termType }: RdfTerm): boolean =>
  termType === 'NamedNode' || termType === 'BlankNode' || termType === 'Literal';
