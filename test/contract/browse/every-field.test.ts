import { beforeAll, expect, it } from 'vitest';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { entityDefinition } from '../../../src/model/registry.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { fullDocument, fullDocuments, fullId } from '../../unit/jsonld/support/full-documents.js';
import { questionAbout, questionsFor } from './field-questions.js';
import { graphqlOver } from './graphql-over.js';

type Ask = Awaited<ReturnType<typeof graphqlOver>>;
type Values = Record<string, unknown>;

describeOnEveryEngine('a thing with every property filled', (open) => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await graphqlOver(await open(), fullDocuments());
  });

  it.each(ENTITY_KINDS)('is read back as it was written: %s', async (kind) => {
    const document = fullDocument(kind) as Values;
    const { asked, expected } = questionsFor(kind, document);
    const { data } = await ask(questionAbout(fullId(kind), kind, asked));
    const answers = Object.fromEntries(asked.map((question, index) => [question, data[`a${index}`]]));
    expect(answers).toEqual(expected);
  });

  it.each(ENTITY_KINDS)('leads on by every field that follows an edge: %s', async (kind) => {
    for (const [field, { kind: other, direction, relation }] of entityDefinition(kind).related) {
      const { data } = await ask(
        `{ entity(id: ${JSON.stringify(fullId(kind))}) { ... on ${kind} { ${field} { id } } } }`,
      );
      const found = [(data['entity'] as Values)[field]].flat() as { id: string }[];
      // The one comment that there is lies on all; what leads to the same kind leads to the thing itself.
      const expected = other ?? 'Application';
      expect(
        found.map(({ id }) => id),
        `${field}: ${relation} ${direction}`,
      ).toContain(fullId(expected));
    }
  });
});
