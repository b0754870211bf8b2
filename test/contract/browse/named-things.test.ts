import { beforeAll, expect, it } from 'vitest';
import type { EntityDocument } from '../../../src/model/document.js';
import { describeOnEveryEngine, testQuery } from '../../support/engines.js';
import { graphqlOver } from './graphql-over.js';

type Ask = Awaited<ReturnType<typeof graphqlOver>>;

const LONG = '顧'.repeat(1_000);
const TABLES = Array.from({ length: 60 }, (_, index): EntityDocument => ({
  kind: 'Table',
  ...{ namespace: 'shop', table: `t${String(index).padStart(2, '0')}` },
  ...{ tags: ['pii', 'tier=gold', 'forgotten', '=', `own-${index}`], owners: ['ana', 'data-eng', 'nobody'] },
  ...(index === 0 ? { domain: 'retention', terms: ['churn', LONG] } : { domain: LONG }),
}));

const READER: EntityDocument = {
  kind: 'Pipeline',
  ...{ namespace: 'jobs', job: 'all' },
  edges: TABLES.map(({ table }) => ({ type: 'READS', upstream: `Table:shop/${String(table)}` })),
};

const REGISTERED: EntityDocument[] = [
  { kind: 'Tag', name: 'pii', displayName: 'Personal data', classification: 'privacy' },
  { kind: 'Tag', name: 'tier' },
  { kind: 'Tag', name: 'forgotten', classification: 'gone' },
  { kind: 'Domain', name: 'retention', edges: [{ type: 'NARROWER_THAN', upstream: 'Domain:customers' }] },
  { kind: 'Domain', name: 'customers', description: 'All about customers.' },
  { kind: 'GlossaryTerm', name: 'churn', synonyms: ['attrition'] },
  {
    kind: 'User',
    name: 'ana',
    email: 'ana@example.org',
    edges: [{ type: 'MEMBER_OF', upstream: 'Team:data-eng' }],
  },
  { kind: 'Team', name: 'data-eng', description: 'Owns the warehouse.' },
  { kind: 'Team', name: 'ana' },
  { kind: 'Tag', name: 't01' },
];

const retire = testQuery<{ id: string }, object>(
  'write',
  'MATCH (n:Entity {id: $id}) SET n.until = "2026-11-22T00:00:00.000Z" RETURN n.id AS id',
);

describeOnEveryEngine('what things carry by name', (open) => {
  let ask: Ask;
  beforeAll(async () => {
    const executor = await open();
    ask = await graphqlOver(executor, [...TABLES, READER, ...REGISTERED]);
    await executor.write((tx) => tx.run(retire, { id: 'Tag:forgotten' }));
  });

  it('is the registered tag, with the value it has there, or else one made up from its name', async () => {
    const { data } = await ask(`{ entity(id: "Table:shop/t00") {
      tags { id kind name value displayName classification since until revision comments { id } } } }`);
    const madeUp = {
      ...{ kind: 'Tag', displayName: null, classification: null, until: null },
      ...{ since: '2026-11-21T08:00:00.000Z', revision: 0, comments: [] },
    };
    expect(data['entity']).toEqual({
      tags: [
        {
          ...{ ...madeUp, id: 'Tag:pii', name: 'pii', value: null, revision: 1 },
          ...{ displayName: 'Personal data', classification: 'privacy' },
        },
        { ...madeUp, id: 'Tag:tier', name: 'tier', value: 'gold', revision: 1 },
        // It was registered once and is no more: what it said then is not shown as if it held.
        { ...madeUp, id: 'Tag:forgotten', name: 'forgotten', value: null },
        { ...madeUp, id: 'Tag:~', name: '', value: '' },
        { ...madeUp, id: 'Tag:own-0', name: 'own-0', value: null },
      ],
    });
  });

  it('answers every field of an entity even where it is made up', async () => {
    const { data } = await ask(`{ entity(id: "Table:shop/t00") { tags {
      description sourceUrl createdAt updatedAt tags { id } owners { name } domain { id } terms { id } brokenRules } } }`);
    const [, , , , own] = (data['entity'] as { tags: unknown[] }).tags;
    expect(own).toEqual({
      ...{ description: null, sourceUrl: null, createdAt: null, updatedAt: null },
      ...{ tags: [], owners: [], domain: null, terms: [], brokenRules: [] },
    });
  });

  it('is the registered domain with its parent, and the registered term', async () => {
    const { data } = await ask(`{ entity(id: "Table:shop/t00") {
      domain { name parent { name description children { name } } } terms { name synonyms revision } } }`);
    expect(data['entity']).toEqual({
      domain: {
        name: 'retention',
        parent: { name: 'customers', description: 'All about customers.', children: [{ name: 'retention' }] },
      },
      terms: [
        { name: 'churn', synonyms: ['attrition'], revision: 1 },
        { name: LONG, synonyms: [], revision: 0 },
      ],
    });
  });

  it('is the user or else the team that owns it, and nobody where none is registered', async () => {
    const { data } = await ask(`{ entity(id: "Table:shop/t00") {
      owners { name entity { id ... on User { email teams { id } } ... on Team { members { id } } } } } }`);
    expect(data['entity']).toEqual({
      owners: [
        {
          name: 'ana',
          entity: { id: 'User:ana', email: 'ana@example.org', teams: [{ id: 'Team:data-eng' }] },
        },
        { name: 'data-eng', entity: { id: 'Team:data-eng', members: [{ id: 'User:ana' }] } },
        { name: 'nobody', entity: null },
      ],
    });
  });

  it('is asked for by its name, where no table or model has that name too', async () => {
    const idOf = async (name: string) => (await ask(`{ entity(id: "${name}") { id } }`)).data['entity'];
    expect(await idOf('pii')).toEqual({ id: 'Tag:pii' });
    expect(await idOf('data-eng')).toEqual({ id: 'Team:data-eng' });
    expect(await idOf('t01')).toEqual({ id: 'Table:shop/t01' });
    await expect(idOf('ana')).rejects.toThrow('Team:ana\n  User:ana');
  });

  const everyTable = (fields: string) =>
    ask(`{ entity(id: "Pipeline:jobs/all") { ... on Pipeline { reads { ${fields} } } } }
      fragment named on Tag { id name kind }`);

  it('is looked up once for all things of an answer', async () => {
    const { asked: before } = await everyTable('id tags { ...named }');
    const { asked, data } = await everyTable(
      'id tags { ...named classification } owners { entity { id } } domain { description } terms { synonyms }',
    );
    expect((data['entity'] as { reads: unknown[] }).reads).toHaveLength(TABLES.length);
    expect(asked.slice(before.length)).toEqual(['byIds']);
  });

  it('costs no question where only names are wanted', async () => {
    const { asked: before } = await everyTable('sourceUrl tags { ...named }');
    const { asked, data } = await everyTable(
      'id sourceUrl tags { ...named ... on Tag { value } } owners { name } domain { __typename id name }',
    );
    expect(asked).toEqual(before);
    const { reads } = data['entity'] as { reads: object[] };
    expect(reads[1]).toMatchObject({ domain: { __typename: 'Domain', name: LONG } });
  });
});
