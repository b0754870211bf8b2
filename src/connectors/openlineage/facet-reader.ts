import type { Named, SaidFacets } from './event.js';
import type { FacetDefinition, FacetDefinitions } from './facet-definitions.js';
import { step } from '../../json-pointer.js';
import { checkOf, type Problem } from '../schema-check.js';
import { BASE_FACET_SCHEMA } from './spec/event.schema.js';

/** Hears of what is not taken. */
export interface FacetReport {
  problem(problem: Problem): void;
  /** A facet that is not read, by what it is a facet of and its name. */
  unread(of: string, name: string): void;
}

const checkBase = checkOf(BASE_FACET_SCHEMA);

interface BaseFacet {
  readonly _deleted?: boolean;
}

/**
 * Reads the facets of one event. What the nightly runs of a job say is mostly what they said the night
 * before, so equal values are kept once.
 */
export class FacetReader {
  private readonly known = new Map<string, unknown>();

  /** The facets that have a definition and are as the specification wants them; the others are reported. */
  read<F extends object>(
    definitions: FacetDefinitions<F>,
    facets: Readonly<Record<string, unknown>> | undefined,
    context: { of: string; owner: Named; stamp: string; at: string; report: FacetReport },
  ): SaidFacets<F> {
    const said: Record<string, unknown> = {};
    for (const [name, facet] of Object.entries(facets ?? {})) {
      const at = context.at + step(name);
      const problem = checkBase(facet, at);
      if (problem) {
        context.report.problem(problem);
      } else if (!Object.hasOwn(definitions, name)) {
        context.report.unread(context.of, name);
      } else {
        const definition = definitions[name as keyof F] as FacetDefinition<unknown>;
        const value = this.value(definition, facet as BaseFacet, context.owner, at);
        if ('problem' in value) context.report.problem(value.problem);
        else said[name] = { stamp: context.stamp, ...value };
      }
    }
    return said as SaidFacets<F>;
  }

  private value<T>(
    { check, read }: FacetDefinition<T>,
    facet: BaseFacet,
    owner: Named,
    at: string,
  ): { text: string; value?: T } | { problem: Problem } {
    if (facet._deleted === true) return { text: '' };
    const problem = check(facet, at);
    if (problem) return { problem };
    const outcome = read(facet as never, owner, at);
    return 'problem' in outcome ? outcome : this.kept(outcome.value);
  }

  private kept<T>(value: T): { text: string; value: T } {
    const text = JSON.stringify(value);
    const known = this.known.get(text) as { text: string; value: T } | undefined;
    if (known) return known;
    this.known.set(text, { text, value });
    return { text, value };
  }
}
