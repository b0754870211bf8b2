import type {
  Attachment,
  EdgeWrite,
  EndedEdge,
  EntityWrite,
  IngestStore,
  IngestTransaction,
  Mention,
  PendingEdge,
  StoredEntity,
  TaggedVersion,
} from '../catalog/ingest/ingest.store.js';
import type { Change } from '../catalog/history/change.js';
import type { WriteCounters } from '../catalog/ingest/write-counters.js';
import { searchProperties } from '../catalog/search/entity-text.js';
import type { EdgeStatement } from '../model/document.js';
import type { GraphExecutor, Transaction } from './executor.js';
import { entityRow, nameProperties, storedEntity } from './property-codec.js';
import { changeRow } from './change-codec.js';
import { attachToParents } from './queries/attach-to-parents.js';
import { claimHashes } from './queries/claim-hashes.js';
import { existingEntities, lockEntities } from './queries/lock-entities.js';
import { allPendingEdges, createPendingEdges, dropPendingEdges } from './queries/pending-edges.js';
import { edgesStatedBy, retireEdges, upsertEdges } from './queries/stated-edges.js';
import { tagsOfVersions } from './queries/tags-of-versions.js';
import { mentionEntities, upsertEntities } from './queries/upsert-entities.js';
import { recordChanges } from './queries/record-changes.js';
import { versionsOfModel, type VersionOfModel } from './versions-of-model.js';

/** Writes what sources say, each kind of row by the text of its label or type. */
export class GraphIngestStore implements IngestStore {
  constructor(private readonly executor: GraphExecutor) {}

  async hashesBy(source: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.executor.read(claimHashes, { ids: [...ids] });
    const said = rows.flatMap(({ id, sources, hashes }) => {
      const hash = hashes?.[sources?.indexOf(source) ?? -1];
      return hash === undefined ? [] : [[id, hash] as const];
    });
    return new Map(said);
  }

  async transact<Result>(
    work: (transaction: IngestTransaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }> {
    return this.executor.write((tx) => work(new GraphIngestTransaction(tx)));
  }

  async pendingEdges(): Promise<PendingEdge[]> {
    const rows = await this.executor.read(allPendingEdges, {});
    return rows.map(({ downstream, by, statement }) => ({
      downstream,
      by,
      statement: JSON.parse(statement) as EdgeStatement,
    }));
  }

  versionsOfModel(model: string): Promise<VersionOfModel[]> {
    return versionsOfModel(this.executor, model);
  }
}

export class GraphIngestTransaction implements IngestTransaction {
  constructor(protected readonly tx: Transaction) {}

  async lock(ids: readonly string[]): Promise<Map<string, StoredEntity>> {
    // One order for all writers, so that two of them cannot wait for each other.
    const rows = await this.tx.run(lockEntities, { ids: [...ids].sort() });
    return new Map(rows.map(({ n }) => [String(n['id']), storedEntity(n)]));
  }

  async existing(ids: readonly string[]): Promise<Map<string, string | undefined>> {
    const rows = await this.tx.run(existingEntities, { ids: [...ids] });
    return new Map(rows.map(({ id, until }) => [id, until ?? undefined]));
  }

  async edgesStatedBy(ids: readonly string[], by: string): Promise<EdgeWrite[]> {
    const rows = await this.tx.run(edgesStatedBy, { ids: [...ids], by });
    return rows.map(({ downstream, type, upstream, edge }) => {
      const { by: source, via, since: _, until: __, ...properties } = edge;
      return { downstream, type, upstream, by: String(source), via: String(via ?? ''), properties };
    });
  }

  async writeEntities(writes: readonly EntityWrite[], now: string): Promise<void> {
    for (const [kind, group] of groupBy(writes, ({ kind }) => kind)) {
      await this.tx.run(upsertEntities[kind], { rows: group.map(entityRow), now });
    }
  }

  async mention(mentions: readonly Mention[], now: string): Promise<void> {
    for (const [kind, group] of groupBy(mentions, ({ kind }) => kind)) {
      const rows = group.map(({ id, name, keyProperties }) => ({
        id,
        props: {
          ...keyProperties,
          kind,
          ...nameProperties(name),
          ...searchProperties(kind, { ...keyProperties, name }),
          revision: 0,
        },
      }));
      await this.tx.run(mentionEntities[kind], { rows, now });
    }
  }

  async attach(attachments: readonly Attachment[], now: string): Promise<void> {
    for (const [relation, group] of groupBy(attachments, ({ relation }) => relation)) {
      await this.tx.run(attachToParents[relation], {
        rows: group.map(({ child, parent }) => ({ child, parent })),
        now,
      });
    }
  }

  async writeEdges(edges: readonly EdgeWrite[], now: string): Promise<void> {
    for (const [type, group] of groupBy(edges, ({ type }) => type)) {
      const rows = group.map(({ downstream, upstream, by, via, properties }) => ({
        downstream,
        upstream,
        by,
        via,
        props: nullsForAbsent(properties),
      }));
      await this.tx.run(upsertEdges[type], { rows, now });
    }
  }

  async retireEdges(edges: readonly EndedEdge[], now: string): Promise<void> {
    for (const [type, group] of groupBy(edges, ({ type }) => type)) {
      const rows = group.map(({ downstream, upstream, by, via, endedWith = null }) => ({
        ...{ downstream, upstream, by, via, endedWith },
      }));
      await this.tx.run(retireEdges[type], { rows, now });
    }
  }

  async replacePending(
    downstreams: readonly string[],
    by: string,
    pending: readonly PendingEdge[],
  ): Promise<void> {
    await this.tx.run(dropPendingEdges, { downstreams: [...downstreams], by });
    if (pending.length === 0) return;
    const rows = pending.map(({ downstream, statement }) => ({
      downstream,
      by,
      statement: JSON.stringify(statement),
    }));
    await this.tx.run(createPendingEdges, { rows });
  }

  async taggedVersions(model: string): Promise<TaggedVersion[]> {
    const rows = await this.tx.run(tagsOfVersions, { model });
    return rows.map(({ id, aliases, uniqueTags }) => ({
      ...{ id, aliases: aliases ?? [], uniqueTags: uniqueTags ?? [] },
    }));
  }

  async recordChanges(changes: readonly Change[]): Promise<void> {
    if (changes.length > 0) await this.tx.run(recordChanges, { rows: changes.map(changeRow) });
  }
}

const nullsForAbsent = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value ?? null]));

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
