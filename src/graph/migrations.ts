import type { EntityKind } from '../model/entities.js';
import { ENTITY_KINDS } from '../model/entities.js';
import type { GraphExecutor } from './executor.js';
import { indexExisting } from './index-existing.js';
import { readSchemaVersion, recordSchemaVersion } from './queries/schema-version.js';

/**
 * The schema of the graph, step by step. Each statement is idempotent; a step is never edited after it was
 * released, a new one is added. The version that a graph has is kept in the graph.
 */
const MIGRATIONS: readonly {
  version: number;
  statements: (engine: 'embedded' | 'neo4j') => string[];
  /** What becomes of the content of a graph that was made before this step. */
  content?: (executor: GraphExecutor) => Promise<void>;
}[] = [
  {
    version: 1,
    statements: (engine) => [
      'CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE',
      // Neo4j has this index by the constraint; in the embedded engine upserts crawl without it.
      'CREATE INDEX entity_id_ix IF NOT EXISTS FOR (n:Entity) ON (n.id)',
      // Names of one kind. By name alone: a pair of properties is sought only where a text asks for both, and a long
      // name beside a long id would be more than an index takes. The embedded engine has no range indexes.
      ...(engine === 'neo4j' ? ENTITY_KINDS.map(nameIndex) : []),
    ],
  },
  {
    version: 2,
    statements: (engine) => [
      'CREATE INDEX change_entity IF NOT EXISTS FOR (c:Change) ON (c.entity)',
      // The feed of the whole catalog is read in the order of this key.
      ...(engine === 'neo4j' ? ['CREATE INDEX change_key IF NOT EXISTS FOR (c:Change) ON (c.key)'] : []),
    ],
  },
  {
    version: 3,
    statements: () => [
      'CREATE CONSTRAINT access_token_id IF NOT EXISTS FOR (t:AccessToken) REQUIRE t.id IS UNIQUE',
      // Two that make the first tokens at once must lock one node.
      'CREATE CONSTRAINT token_register_id IF NOT EXISTS FOR (r:TokenRegister) REQUIRE r.id IS UNIQUE',
    ],
  },
  {
    version: 4,
    statements: () => [
      // Two uploads of one content must lock one node.
      'CREATE CONSTRAINT content_lock_id IF NOT EXISTS FOR (l:ContentLock) REQUIRE l.id IS UNIQUE',
      'CREATE CONSTRAINT stored_content_id IF NOT EXISTS FOR (c:StoredContent) REQUIRE c.id IS UNIQUE',
      'CREATE INDEX stored_content_id_ix IF NOT EXISTS FOR (c:StoredContent) ON (c.id)',
    ],
  },
  {
    version: 5,
    // Of the embedded engine's text index nothing can be asked in Cypher; it reads the property.
    statements: (engine) =>
      engine === 'neo4j'
        ? ['CREATE TEXT INDEX entity_search_text IF NOT EXISTS FOR (n:Entity) ON (n.searchText)']
        : [],
    content: indexExisting,
  },
  {
    version: 6,
    statements: () => [
      // Two runs that take a lease at once must lock one node.
      'CREATE CONSTRAINT sync_lease_id IF NOT EXISTS FOR (l:SyncLease) REQUIRE l.id IS UNIQUE',
      'CREATE CONSTRAINT sync_checkpoint_id IF NOT EXISTS FOR (c:SyncCheckpoint) REQUIRE c.id IS UNIQUE',
      'CREATE INDEX sync_checkpoint_id_ix IF NOT EXISTS FOR (c:SyncCheckpoint) ON (c.id)',
    ],
  },
];

const nameIndex = (kind: EntityKind): string =>
  `CREATE INDEX ${kind.toLowerCase()}_name IF NOT EXISTS FOR (n:${kind}) ON (n.name)`;

export const SCHEMA_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version));

/** Brings a graph to the newest schema. Safe to run at every start and by several servers at once. */
export async function migrate(executor: GraphExecutor): Promise<void> {
  for (const { statements } of MIGRATIONS) {
    for (const statement of statements(executor.info.engine)) await executor.runSchema(statement);
  }
  const [present] = await executor.read(readSchemaVersion, {});
  for (const { version, content } of MIGRATIONS)
    if ((present?.version ?? 0) < version) await content?.(executor);
  await executor.write((tx) => tx.run(recordSchemaVersion, { version: SCHEMA_VERSION }));
}
