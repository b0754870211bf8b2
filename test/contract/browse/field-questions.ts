import { expect } from 'vitest';
import type { EntityKind } from '../../../src/model/entities.js';
import { entityDefinition } from '../../../src/model/registry.js';

type Values = Record<string, unknown>;

/** How a property is read that GraphQL shows in another form: the selection, and what it answers for that value. */
const OTHER_FORMS: Readonly<Record<string, { ask: string; answer: (value: never) => unknown }>> = {
  tags: {
    ask: 'tags { name value }',
    answer: (names: string[]) => names.map((name) => ({ name, value: null })),
  },
  owners: { ask: 'owners { name }', answer: (names: string[]) => names.map((name) => ({ name })) },
  domain: { ask: 'domain { name }', answer: (name: string) => ({ name }) },
  terms: { ask: 'terms { name }', answer: (names: string[]) => names.map((name) => ({ name })) },
  latestVersion: { ask: 'latestVersion { version }', answer: () => ({ version: '3' }) },
  seriesSteps: { ask: 'series { steps }', answer: (steps: number[]) => ({ steps }) },
  seriesTimes: {
    ask: 'series { times }',
    answer: (times: number[]) => ({ times: times.map((time) => new Date(time).toISOString()) }),
  },
  seriesValues: { ask: 'series { values }', answer: (values: number[]) => ({ values }) },
  seriesTexts: { ask: 'series { texts }', answer: (texts: string[]) => ({ texts }) },
};

/** Parts of the key that the things above tell: from which field on, and how many parents up. */
const OF_PARENTS: readonly string[] = ['service', 'model', 'version', 'experiment', 'table', 'featureTable'];

/** Questions to GraphQL that together show every property of a thing, and what they answer for this document. */
export function questionsFor(kind: EntityKind, document: Values): { asked: string[]; expected: Values } {
  const { properties, related } = entityDefinition(kind);
  const expected: Values = {};
  for (const [name, { graphql }] of properties) {
    const form = OTHER_FORMS[name];
    if (form) {
      const field = /^\w+/.exec(form.ask)?.[0] ?? name;
      expected[form.ask] = { [field]: form.answer(document[name] as never) };
    } else if (graphql !== false) expected[name] = { [name]: document[name] };
    // A part of the key shows in the thing that it leads to.
    else if (!related.has(name)) expect(OF_PARENTS, `${kind}.${name}`).toContain(name);
  }
  return { asked: Object.keys(expected), expected };
}

/** All those questions about one thing as one; the answer to the nth is `a<n>`. */
export const questionAbout = (id: string, kind: EntityKind, asked: readonly string[]): string =>
  `{ ${asked.map((ask, index) => `a${index}: entity(id: ${JSON.stringify(id)}) { ... on ${kind} { ${ask} } }`).join('\n')} }`;
