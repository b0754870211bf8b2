import type { EntityRecord } from '../../../src/catalog/browse/entity-record.js';
import { curateThing, type Curation } from '../../../src/catalog/curate/curate-thing.js';
import { deleteThing } from '../../../src/catalog/curate/delete-thing.js';
import { purgeThing } from '../../../src/catalog/curate/purge-thing.js';
import { restoreThing } from '../../../src/catalog/curate/restore-thing.js';
import type { Edited } from '../../../src/catalog/curate/edit-things.js';
import { logMetrics, type LoggedMetric } from '../../../src/catalog/curate/log-metrics.js';
import { moveUniqueTag, type TagMove } from '../../../src/catalog/curate/move-unique-tag.js';
import { registerThing } from '../../../src/catalog/curate/register-thing.js';
import type { Change } from '../../../src/catalog/history/change.js';
import { findPast } from '../../../src/catalog/history/find-past.js';
import { HeadwaterError } from '../../../src/errors.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphCurateStore } from '../../../src/graph/graph-curate.store.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphHistoryReader } from '../../../src/graph/graph-history.reader.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { testQuery } from '../../support/engines.js';

const edgesOf = testQuery<{ id: string }, { type: string; to: string; edge: Record<string, unknown> }>(
  'read',
  'MATCH (a:Entity {id: $id})-[r]->(b:Entity) RETURN type(r) AS type, b.id AS to, properties(r) AS edge ORDER BY type, to',
);

/** What people do in the tests, by one editor, at a clock that moves a second with each deed. */
export class Workbench {
  private readonly store: GraphCurateStore;
  private seconds = 0;

  constructor(
    private readonly executor: GraphExecutor,
    readonly actor = 'ada',
  ) {
    this.store = new GraphCurateStore(executor);
  }

  now(): string {
    this.seconds += 1;
    return new Date(Date.UTC(2026, 10, 2, 8) + this.seconds * 1000).toISOString();
  }

  register(document: EntityDocument, reason?: string): Promise<Edited> {
    return registerThing(this.store, this.editor(reason), document, this.now());
  }

  curate(curation: Curation, reason?: string): Promise<Edited> {
    return curateThing(this.store, this.editor(reason), curation, this.now());
  }

  move(move: TagMove): Promise<Edited> {
    return moveUniqueTag(this.store, this.editor(), move, this.now());
  }

  log(version: string, metrics: readonly LoggedMetric[]): Promise<Edited[]> {
    return logMetrics(this.store, this.editor(), { version, metrics }, this.now());
  }

  remove(id: string, expectedRevision?: number): Promise<Edited> {
    const seen = expectedRevision === undefined ? {} : { expectedRevision };
    return deleteThing(this.store, this.editor(), { id, ...seen }, this.now());
  }

  restore(id: string): Promise<Edited> {
    return restoreThing(this.store, this.editor(), { id }, this.now());
  }

  purge(id: string, dryRun = false) {
    return purgeThing(this.store, this.editor(), { id, dryRun }, this.now());
  }

  async entity(id: string): Promise<EntityRecord | undefined> {
    return (await new GraphEntityReader(this.executor).byIds([id]))[0];
  }

  async entityAt(id: string, at: string): Promise<EntityRecord | undefined> {
    const records = await new GraphEntityReader(this.executor).byIds([id]);
    return (await findPast(new GraphHistoryReader(this.executor), records, at))[0];
  }

  history(id: string): Promise<Change[]> {
    return new GraphHistoryReader(this.executor).changesOf(id, Number.MAX_SAFE_INTEGER, 1000);
  }

  edges(id: string) {
    return this.executor.read(edgesOf, { id });
  }

  private editor(reason?: string) {
    return { actor: this.actor, ...(reason === undefined ? {} : { reason }) };
  }
}

/** The failure of a deed; fails the test when it succeeds. */
export async function failureOf(deed: Promise<unknown>): Promise<HeadwaterError> {
  const failure = await deed.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof HeadwaterError) return failure;
  throw failure instanceof Error ? failure : new Error('It succeeded, and should not have.');
}
