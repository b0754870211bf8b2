import { groupBy } from '../group-by.js';
import type {
  Attachment,
  Contained,
  EdgeWrite,
  EndedEdge,
  EntityWrite,
  IngestStore,
  IngestTransaction,
  Mention,
  PendingEdge,
  Revised,
  StoredEntity,
  TaggedVersion,
} from '../catalog/ingest/ingest.store.js';
import type { Change } from '../catalog/history/change.js';
import { PEOPLE } from '../catalog/curate/people.js';
import type { WriteCounters } from '../catalog/ingest/write-counters.js';
import { searchProperties } from '../catalog/search/entity-text.js';
import type { EdgeStatement } from '../model/document.js';
import type { GraphExecutor, Transaction } from './executor.js';
import { distinctEdges, edgeWrite } from './edge-codec.js';
import { entityRow, nameProperties, storedEntity } from './property-codec.js';
import { changeRow } from './change-codec.js';
import { attachToParents } from './queries/attach-to-parents.js';
import { claimHashes } from './queries/claim-hashes.js';
import { containedEntities } from './queries/contained-entities.js';
import {
  endedEdgesFrom,
  endedEdgesInto,
  forgetEndingFrom,
  forgetEndingInto,
  setEnd,
} from './queries/end-entities.js';
import { existingEntities, lockEntities } from './queries/lock-entities.js';
import { allPendingEdges, createPendingEdges, dropPendingEdges } from './queries/pending-edges.js';
import { edgesFrom, edgesInto, edgesStatedBy, retireEdges, upsertEdges } from './queries/stated-edges.js';
import { lockLease } from './queries/sync-leases.js';
import { tagsOfVersions } from './queries/tags-of-versions.js';
import { mentionEntities, upsertEntities } from './queries/upsert-entities.js';
import { recordChanges } from './queries/record-changes.js';
import { versionsOfModel, type VersionOfModel } from './versions-of-model.js';

/** Writes what sources say, each kind of row by the text of its label or type. */
export class GraphIngestStore implements IngestStore {
  constructor(private readonly executor: GraphExecutor) {}

  async hashesBy(source: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.executor.read(claimHashes, { ids: [...ids] });
    const said = rows.flatMap(({ id, sources, hashes, until, endedBy }) => {
      if (until !== null && endedBy !== PEOPLE) return [];
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

  async holdsLease(service: string, run: string): Promise<boolean> {
    const [lease] = await this.tx.run(lockLease, { service });
    return lease?.run === run;
  }

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
    return rows.map(edgeWrite);
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

  contained(ids: readonly string[], which: Contained): Promise<Revised[]> {
    const until = typeof which === 'object' ? which.endedAt : null;
    return this.tx.run(containedEntities, { ids: [...ids], all: which === 'all', until });
  }

  async edgesTouching(ids: readonly string[]): Promise<EdgeWrite[]> {
    const params = { ids: [...ids] };
    return distinctEdges([
      ...(await this.tx.run(edgesFrom, params)),
      ...(await this.tx.run(edgesInto, params)),
    ]);
  }

  async setEnd(things: readonly Revised[], end?: { at: string; by: string }): Promise<void> {
    const rows = things.map(({ id, revision }) => ({ id, revision }));
    await this.tx.run(setEnd, { rows, until: end?.at ?? null, endedBy: end?.by ?? null });
  }

  async takeUpEndedEdges(ids: readonly string[]): Promise<EdgeWrite[]> {
    const params = { ids: [...ids] };
    const given = { ...params, revived: params.ids };
    const rows = [
      ...(await this.tx.run(endedEdgesFrom, given)),
      ...(await this.tx.run(endedEdgesInto, given)),
    ];
    await this.tx.run(forgetEndingFrom, params);
    await this.tx.run(forgetEndingInto, params);
    return distinctEdges(rows);
  }

  async recordChanges(changes: readonly Change[]): Promise<void> {
    if (changes.length > 0) await this.tx.run(recordChanges, { rows: changes.map(changeRow) });
  }
}

const nullsForAbsent = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value ?? null]));
