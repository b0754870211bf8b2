import { afterAll, describe } from 'vitest';
import { GrafeoExecutor } from '../../src/graph/engines/grafeo.executor.js';
import { Neo4jExecutor } from '../../src/graph/engines/neo4j.executor.js';
import type { EngineInfo, GraphExecutor } from '../../src/graph/executor.js';
import { migrate } from '../../src/graph/migrations.js';
import type { Query } from '../../src/graph/query.js';
import { describeWithNeo4j, neo4j } from './real-parts.js';
import { temporaryDirectory } from './temp-dir.js';

export type EngineName = EngineInfo['engine'];

export interface OpenOptions {
  /** The embedded engine on disk, in a temporary directory, and not in memory. */
  readonly onDisk?: boolean;
}

/** An empty graph with its schema in place. It is closed at the end of the suite. */
export type OpenGraph = (options?: OpenOptions) => Promise<GraphExecutor>;

/** Runs a suite on the embedded engine and on the Neo4j of this run, where there is one. */
export function describeOnEveryEngine(
  title: string,
  body: (open: OpenGraph, engine: EngineName) => void,
): void {
  describe(`${title}, on the embedded engine`, () => body(opener(embedded), 'embedded'));
  describeWithNeo4j(`${title}, on Neo4j`, () => body(opener(onNeo4j), 'neo4j'));
}

/** Two engines that must do the same. */
export interface SideBySide {
  readonly left: GraphExecutor;
  readonly right: GraphExecutor;
}

/**
 * Runs a suite on two engines at once: the embedded one beside Neo4j, and beside itself with the rows of unordered
 * answers shuffled, which needs no server and finds who relies on an order that nobody promised.
 */
export function describeSideBySide(
  title: string,
  body: (open: () => Promise<SideBySide>, other: EngineName) => void,
): void {
  describe(`${title}, embedded beside embedded`, () => body(pairs(embedded), 'embedded'));
  describeWithNeo4j(`${title}, embedded beside Neo4j`, () => body(pairs(onNeo4j), 'neo4j'));
}

function pairs(other: Opener): () => Promise<SideBySide> {
  const open = opener(embeddedWith({ shuffleUnordered: false }));
  const openOther = opener(other);
  return async () => ({ left: await open(), right: await openOther() });
}

/** Opens an engine; `atEnd` takes what is to be done after the suite. */
type Opener = (options: OpenOptions, atEnd: (work: () => Promise<void>) => void) => Promise<GraphExecutor>;

function opener(make: Opener): OpenGraph {
  const endings: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const work of endings) await work();
  });
  return async (options = {}) => {
    const removals: (() => Promise<void>)[] = [];
    const executor = await make(options, (work) => removals.push(work));
    endings.push(() => executor.close(), ...removals);
    await emptyGraph(executor);
    await migrate(executor);
    return executor;
  };
}

const embeddedWith =
  (settings: { shuffleUnordered: boolean }): Opener =>
  async ({ onDisk }, atEnd) => {
    if (!onDisk) return GrafeoExecutor.open(undefined, settings);
    const { path, remove } = await temporaryDirectory('graph');
    atEnd(remove);
    return GrafeoExecutor.open(path, settings);
  };

/** Rows that have no order come shuffled, so that a test does not pass by luck. */
const embedded = embeddedWith({ shuffleUnordered: true });

const onNeo4j: Opener = () => {
  const { uri, user, password } = neo4j();
  return Neo4jExecutor.connect({
    ...{ uri, user, password, database: 'neo4j', poolSize: 10 },
    connectTimeoutMs: 20_000,
    transactionTimeoutMs: 120_000,
  });
};

/** For a suite that is about Neo4j alone; to be called inside `describeWithNeo4j`. */
export const neo4jOpener = (): OpenGraph => opener(onNeo4j);

/** A text of the tests' own; those of the product come from `defineQuery`. */
export const testQuery = <Params extends object, Row extends object>(
  access: Query['access'],
  text: string,
): Query<Params, Row> => ({ name: 'test', access, text });

const deleteSome = testQuery<object, { deleted: number }>(
  'write',
  'MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS deleted',
);

/** Deletes everything but the schema, in batches that fit into a small heap. */
export async function emptyGraph(executor: GraphExecutor): Promise<void> {
  for (;;) {
    const { result } = await executor.write((tx) => tx.run(deleteSome, {}));
    if (!result[0]?.deleted) return;
  }
}
