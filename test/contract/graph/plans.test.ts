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
  'claimed-entities': 'a sweep compares everything once',
  'count-access-tokens': 'the count store of the label answers',
  'count-entities': 'the count store of the label answers',
  'create-access-token': 'there are few tokens',
  'drop-pending-edges': 'there are few',
  'entities-by-id': 'sweeps and exports read the whole label anyway',
  'entities-page': 'a page in the order of names; the label is the smallest thing that holds it',
  'find-columns': 'the end of a table name has no index on the embedded engine',
  'find-tables-by-suffix': 'the end of a name has no index on the embedded engine',
  'gap-counts': 'counts all things of a kind that are current',
  'gap-page': 'a page in the order of ids; the label is the smallest thing that holds it',
  'gap-page-of-domains': 'what lies above a thing tells whether it is meant',
  'live-access-tokens': 'there are few tokens',
  'names-of-kind': 'for near matches of a name that nothing has',
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
  'unindexed-entities': 'a migration looks at everything once',
};

/** Texts that read nothing. */
const NO_READS = ['create-pending-edges', 'record-changes'];

const LABEL_SCANS = ['NodeByLabelScan', 'NodeCountFromCountStore', 'NodeIndexScan'];
const SEEKS = ['NodeUniqueIndexSeek', 'NodeIndexSeek', 'NodeIndexSeekByRange'];

const operatorsOf = ({ operatorType, children }: Plan): string[] => [
  operatorType.replace(/[@(].*/, ''),
  ...children.flatMap(operatorsOf),
];

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

  it.each(queries.map((query) => [query.name, query.text] as const))(
    '%s reads no more than it must',
    async (name, text) => {
      const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, {});
      const operators = summary.plan ? operatorsOf(summary.plan) : [];
      expect(operators.filter((operator) => /AllNodesScan|RelationshipTypeScan/.test(operator))).toEqual([]);
      if (familyOf(name) in SCANS || NO_READS.includes(name)) return;
      expect(operators.filter((operator) => LABEL_SCANS.includes(operator))).toEqual([]);
      expect(operators.filter((operator) => SEEKS.includes(operator))).not.toEqual([]);
      // What is known by its id is found by the unique index, in every place where the text names one.
      const lookedFor = text.match(/:Entity \{id: /g)?.length ?? 0;
      const found = operators.filter((operator) => operator === 'NodeUniqueIndexSeek').length;
      if (lookedFor > 0) expect(found).toBeGreaterThan(0);
    },
  );
});
