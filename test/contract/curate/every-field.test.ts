import { beforeAll, expect, it } from 'vitest';
import { ENTITY_KINDS, type EntityKind } from '../../../src/model/entities.js';
import type { PropertyOptions } from '../../../src/model/decorators.js';
import { entityDefinition } from '../../../src/model/registry.js';
import { NOT_REGISTERED } from '../../../src/catalog/curate/registered-kinds.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { fullDocument, fullId } from '../../unit/jsonld/support/full-documents.js';
import { questionAbout, questionsFor } from '../browse/field-questions.js';
import { curator, type Curator } from './curator.js';

type Values = Record<string, unknown>;

/** What is made before the others hang on it; of the rest the order is free. */
const depthOf = (kind: EntityKind): number => {
  const { parent } = entityDefinition(kind);
  return parent ? depthOf(parent.kind) + 1 : 0;
};
const KINDS = ENTITY_KINDS.filter((kind) => !NOT_REGISTERED.includes(kind)).sort(
  (a, b) => depthOf(a) - depthOf(b),
);

/** A document with every property, the statuses in the words that people may use. */
function document(kind: EntityKind): Values {
  const { edges: _, kind: __, ...values } = fullDocument(kind) as Values;
  for (const [name, { curated }] of entityDefinition(kind).properties)
    if (typeof curated === 'object') values[name] = Object.keys(curated)[0];
  // What follows from an upload nobody says.
  delete values['uploaded'];
  return values;
}

const FAILURE = '... on Failure { message } ... on ValidationFailed { problems { field message } }';

describeOnEveryEngine('a thing that is registered by hand', (open) => {
  let ada: Curator;
  beforeAll(async () => {
    ada = curator(await open(), { actor: 'ada', role: 'editor' });
  });

  it.each(KINDS)('has every field that it was given: %s', async (kind) => {
    const input = document(kind);
    const created = await ada(
      `mutation Create($input: ${kind}Input!) { created: create${kind}(input: $input) { __typename ... on Changed { revision entity { id } } ${FAILURE} } }`,
      { input },
    );
    expect(created).toEqual({
      created: { __typename: 'Changed', revision: 1, entity: { id: fullId(kind) } },
    });
    const { asked, expected } = questionsFor(kind, input);
    const data = await ada(questionAbout(fullId(kind), kind, asked));
    const answers = Object.fromEntries(asked.map((question, index) => [question, data[`a${index}`]]));
    // The newest version of a model is the one that is made after it.
    const { ['latestVersion { version }']: ___, uploaded: ____, ...told } = expected;
    expect(answers).toMatchObject(told);
  });

  it.each(KINDS.filter((kind) => kind !== 'Deployment'))(
    'takes a new word in every field but its key: %s',
    async (kind) => {
      const { key, properties } = entityDefinition(kind);
      for (const [name, options] of properties) {
        if (key.includes(name) || name === 'name' || name === 'uploaded') continue;
        const value = document(kind)[name];
        const updated = await ada(
          `mutation Update($id: ID!, $set: ${kind}Patch!) { updated: update${kind}(id: $id, set: $set) { __typename ... on RuleBroken { rule } ${FAILURE} } }`,
          { id: fullId(kind), set: { [name]: changed(value, options) } },
        );
        const expected = options.immutable
          ? { __typename: 'RuleBroken', rule: 'immutable-field' }
          : { __typename: 'Changed' };
        expect({ name, ...(updated['updated'] as object) }).toMatchObject({ name, ...expected });
      }
    },
  );
});

/** Another value that the field takes. */
function changed(value: unknown, { curated, values, type }: PropertyOptions): unknown {
  if (typeof curated === 'object') return Object.values(curated)[0]?.[0];
  if (values) return values[0];
  if (type === 'bytes') return 'aGVhZA==';
  if (type === 'dateTime') return '2026-11-21T10:00:00.000Z';
  if (Array.isArray(value)) return [...(value as unknown[]), ...(value as unknown[])];
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value - 1;
  return type === 'json' ? { other: 1 } : `${String(value)}a`;
}
