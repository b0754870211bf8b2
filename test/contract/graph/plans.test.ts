import neo4jDriver, { type Driver, type Plan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { entityId } from '../../../src/model/entity-id.js';
import { entityDefinition } from '../../../src/model/registry.js';
import { CONTAINMENTS, STATED_TYPES } from '../../../src/model/relations.js';
import { neo4jOpener } from '../../support/engines.js';
import { loadGraph, type TestGraph } from '../../support/graphs.js';
import { productQueries } from '../../support/product-queries.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';
import { familyOf } from './query-parameters.js';

const queries = await productQueries();

/** Texts that read a whole label, each with the reason why that is right. All others go by an index. */
const SCANS: Readonly<Record<string, string>> = {
  'access-tokens-called': 'there are few tokens',
  'access-tokens-page': 'there are few tokens',
  'all-pending-edges': 'there are few, and all of them are wanted',
  'count-access-tokens': 'the count store of the label answers',
  'count-entities': 'the count store of the label answers',
  'create-access-token': 'there are few tokens',
  'drop-pending-edges': 'there are few',
  'entities-page': 'a page in the order of names; the label is the smallest thing that holds it',
  'find-columns': 'the end of a table name has no index on the embedded engine',
  'find-tables-by-suffix': 'the end of a name has no index on the embedded engine',
  'gap-counts': 'counts all things of a kind that are current',
  'gap-page': 'a page in the order of ids; the label is the smallest thing that holds it',
  'gap-page-of-domains': 'what lies above a thing tells whether it is meant',
  'live-access-tokens': 'there are few tokens',
  'names-of-kind': 'for near matches of a name that nothing has',
  'pending-edges-of': 'there are few',
  'read-schema-version': 'one node has this label',
  'record-schema-version': 'one node has this label',
  'count-by-kind': 'counts what a filter lets through',
  'count-by-text': 'words are looked for inside of texts',
  'count-members': 'counts what is found',
  'count-values': 'counts what is found',
  'platforms-of-services': 'there are few services, and all of them are wanted',
  'service-syncs': 'there are few services, and all of them are wanted',
  'search-by-kind': 'puts what a filter lets through in order',
  'search-by-text': 'words are looked for inside of texts',
  'table-names': 'for near matches of names that nothing else has',
  'unindexed-entities': 'a migration looks at everything once',
};

/** Texts that read nothing. */
const NO_READS = ['create-pending-edges', 'record-changes'];

/** Whatever reads all there is or all edges of a type, or follows every way: no text may, for no reason. */
const WITHOUT_END = /AllNodesScan|Relationship.*Scan/;
const EVERY_WAY = /^VarLengthExpand\((?!Pruning,BFS)/;
/** Whatever reads all of a label, by the label itself or by an index from its one end to the other. */
const WHOLE_LABEL = /Scan|FromCountStore/;
const SEEKS = ['NodeUniqueIndexSeek', 'NodeUniqueIndexSeekByRange', 'NodeIndexSeek', 'NodeIndexSeekByRange'];

/** Each operator with what it says of itself: `VarLengthExpand(Pruning,BFS,All)`. */
const operatorsOf = ({ operatorType, children }: Plan): string[] => [
  operatorType.replace(/@.*/, ''),
  ...children.flatMap(operatorsOf),
];

/** A pattern such as `-[:DERIVED_FROM*1..50]->`. Of one edge at most (`*0..1`) there is nothing to prune, nor is it. */
const isClosure = (text: string): boolean => /\*\d*\.\.(?!1\b)/.test(text);
const isOneStep = (text: string): boolean => /\*\d*\.\.1\b/.test(text) && !isClosure(text);

/** Enough things of each kind that the planner has a reason to choose. */
function sample(): TestGraph {
  const nodes = ENTITY_KINDS.flatMap((kind) =>
    Array.from({ length: 100 }, (_, n) => {
      const key = entityDefinition(kind).key.map((part) => `${part}${n}`);
      return { id: entityId(kind, ...key), kind, properties: { kind, name: `name${n}` } };
    }),
  );
  const idAt = (index: number): string => nodes[index % nodes.length]?.id ?? '';
  const edges = [...STATED_TYPES, ...CONTAINMENTS].flatMap((type, place) =>
    Array.from({ length: 100 }, (_, n) => ({
      ...{ from: idAt(place * 37 + n * 11), type, to: idAt(place * 53 + n * 17) },
      properties: { by: 's', via: '' },
    })),
  );
  return { nodes, edges };
}

describe('the list of texts that scan', () => {
  it('names only texts that there are', () => {
    const families = new Set(queries.map(({ name }) => familyOf(name)));
    expect(Object.keys(SCANS).filter((name) => !families.has(name))).toEqual([]);
  });
});

describeWithNeo4j('the plans of the texts on Neo4j', () => {
  const open = neo4jOpener();
  let driver: Driver;
  beforeAll(async () => {
    await loadGraph(await open(), sample());
    const { uri, user, password } = neo4j();
    driver = neo4jDriver.driver(uri, neo4jDriver.auth.basic(user, password));
    await driver.executeQuery('CALL db.awaitIndexes(60)');
    await driver.executeQuery('CALL db.prepareForReplanning(60)');
  });
  afterAll(() => driver.close());

  async function operators(text: string): Promise<string[]> {
    const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, {});
    return summary.plan ? operatorsOf(summary.plan) : [];
  }

  const matching = (found: readonly string[], pattern: RegExp): string[] =>
    found.filter((operator) => pattern.test(operator));

  const refused = (text: string, found: readonly string[]): string[] => [
    ...matching(found, WITHOUT_END),
    ...(isOneStep(text) ? [] : matching(found, EVERY_WAY)),
  ];

  it.each(queries.map((query) => [query.name, query.text] as const))(
    '%s reads no more than it must',
    async (name, text) => {
      const found = await operators(text);
      expect(refused(text, found)).toEqual([]);
      // Each thing is come to once, however many ways lead there.
      if (isClosure(text)) expect(matching(found, /^VarLengthExpand\(Pruning,BFS/)).not.toEqual([]);
      if (familyOf(name) in SCANS || NO_READS.includes(name)) return;
      expect(matching(found, WHOLE_LABEL)).toEqual([]);
      expect(found.filter((operator) => SEEKS.includes(operator.replace(/\(.*/, '')))).not.toEqual([]);
      // What is known by its id is found by the unique index, in every place where the text names one.
      const lookedFor = text.match(/:Entity \{id: /g)?.length ?? 0;
      if (lookedFor > 0) expect(matching(found, /^NodeUniqueIndexSeek/)).not.toEqual([]);
    },
  );

  it.each([
    [
      'a closure',
      'MATCH (s:Entity {id: $id})-[:DERIVED_FROM*1..50]->(t:Entity) RETURN DISTINCT t.id AS id',
      [],
    ],
    [
      'every way of a closure',
      'MATCH p = (s:Entity {id: $id})-[:DERIVED_FROM*1..50]->(t:Entity) RETURN length(p) AS length',
      ['VarLengthExpand(All)'],
    ],
    ['all nodes', 'MATCH (n) WHERE n.id = $id RETURN n.name AS name', ['AllNodesScan']],
    [
      'all edges of a type',
      'MATCH ()-[r:DERIVED_FROM]->() RETURN r.by AS by',
      ['DirectedRelationshipTypeScan'],
    ],
  ])('are told apart: a text that reads %s', async (_what, text, expected) => {
    expect(refused(text, await operators(text))).toEqual(expected);
  });
});
