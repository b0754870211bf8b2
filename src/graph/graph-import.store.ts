import { groupBy } from '../group-by.js';
import type {
  EntityRestore,
  ImportStore,
  ImportTransaction,
  StoredThing,
  Wanted,
} from '../catalog/import/import.store.js';
import { withTransformationsInOrder } from '../catalog/import/comparable.js';
import type { ImportedEdge, ImportedPastEdge } from '../catalog/import/imported-entity.js';
import type { Attachment, PendingEdge } from '../catalog/ingest/ingest.store.js';
import type { WriteCounters } from '../catalog/ingest/write-counters.js';
import type { EdgeStatement } from '../model/document.js';
import { edgeWrite } from './edge-codec.js';
import type { GraphExecutor } from './executor.js';
import { GraphIngestTransaction } from './graph-ingest.store.js';
import { entityRow, storedEntity } from './property-codec.js';
import type { Query } from './query.js';
import { entitiesByIds } from './queries/entities-by-ids.js';
import { createPendingEdges, pendingEdgesOf } from './queries/pending-edges.js';
import { changeRevisions, restorePastEdges, restorePlaces } from './queries/restored-rows.js';
import { edgesEverFrom, upsertEdges } from './queries/stated-edges.js';
import { upsertEntities } from './queries/upsert-entities.js';

type Ask = <Params extends object, Row extends object>(
  query: Query<Params, Row>,
  params: Params,
) => Promise<Row[]>;

/** Writes rows of an export as they were, and reads what is there to compare them with. */
export class GraphImportStore implements ImportStore {
  constructor(private readonly executor: GraphExecutor) {}

  things(wanted: Wanted): Promise<Map<string, StoredThing>> {
    return thingsBy((query, params) => this.executor.read(query, params), wanted);
  }

  importing<Result>(
    work: (transaction: ImportTransaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }> {
    return this.executor.write((tx) => work(new GraphImportTransaction(tx)));
  }
}

class GraphImportTransaction extends GraphIngestTransaction implements ImportTransaction {
  things(wanted: Wanted): Promise<Map<string, StoredThing>> {
    return thingsBy((query, params) => this.tx.run(query, params), wanted);
  }

  async restoreEntities(entities: readonly EntityRestore[]): Promise<void> {
    for (const [kind, group] of groupBy(entities, ({ kind }) => kind)) {
      const rows = group.map((entity) => {
        const { id, props } = entityRow(entity);
        const { since, until = null, endedBy = null, claims } = entity;
        return { id, props: { ...props, ...(claims.length > 0 ? {} : NO_CLAIMS), since, until, endedBy } };
      });
      // The row says itself since when; this is only for what would say nothing.
      await this.tx.run(upsertEntities[kind], { rows, now: group[0]?.since ?? '' });
    }
  }

  async restorePlaces(places: readonly (Attachment & { readonly since: string })[]): Promise<void> {
    for (const [relation, group] of groupBy(places, ({ relation }) => relation))
      await this.tx.run(restorePlaces[relation], {
        rows: group.map(({ child, parent, since }) => ({ child, parent, since })),
      });
  }

  async restoreEdges(edges: readonly ImportedEdge[]): Promise<void> {
    for (const [type, group] of groupBy(edges, ({ type }) => type)) {
      const rows = group.map(({ downstream, upstream, by, via, since, properties }) => ({
        ...{ downstream, upstream, by, via },
        props: { ...present(properties), since },
      }));
      await this.tx.run(upsertEdges[type], { rows, now: group[0]?.since ?? '' });
    }
  }

  async restorePastEdges(edges: readonly ImportedPastEdge[]): Promise<void> {
    for (const [type, group] of groupBy(edges, ({ type }) => type)) {
      const rows = group.map(({ downstream, upstream, by, via, since, until, endedWith, properties }) => ({
        ...{ downstream, upstream },
        props: { ...present({ ...properties, endedWith }), by, via, since, until },
      }));
      await this.tx.run(restorePastEdges[type], { rows });
    }
  }

  async addPending(pending: readonly PendingEdge[]): Promise<void> {
    if (pending.length === 0) return;
    const rows = pending.map(({ statement, ...rest }) => ({ ...rest, statement: JSON.stringify(statement) }));
    await this.tx.run(createPendingEdges, { rows });
  }
}

const NO_CLAIMS = { claimSources: null, claimRanks: null, claimHashes: null };

/** Three questions for a batch, and one more where changes are to be compared. */
async function thingsBy(ask: Ask, { ids, withChanges }: Wanted): Promise<Map<string, StoredThing>> {
  const nodes = await ask(entitiesByIds, { ids: [...ids] });
  if (nodes.length === 0) return new Map();
  const known = nodes.map(({ n }) => String(n['id']));
  const ever = groupBy(await ask(edgesEverFrom, { ids: known }), ({ downstream }) => downstream);
  const waiting = groupBy(await ask(pendingEdgesOf, { ids: known }), ({ downstream }) => downstream);
  const compared = withChanges.filter((id) => known.includes(id));
  const changes = groupBy(
    compared.length > 0 ? await ask(changeRevisions, { ids: compared }) : [],
    ({ id }) => id,
  );
  const things = nodes.map(({ n }): StoredThing => {
    const entity = storedEntity(n);
    const edges = (ever.get(entity.id) ?? []).map(importedEdge);
    return {
      ...entity,
      since: String(n['since']),
      edges: edges.filter((edge) => !('until' in edge)),
      past: edges.filter((edge): edge is ImportedPastEdge => 'until' in edge),
      pending: (waiting.get(entity.id) ?? []).map((row) => ({
        ...row,
        statement: JSON.parse(row.statement) as EdgeStatement,
      })),
      changes: new Set((changes.get(entity.id) ?? []).map(({ revision }) => revision)),
    };
  });
  return new Map(things.map((thing) => [thing.id, thing]));
}

interface EverRow {
  readonly downstream: string;
  readonly type: string;
  readonly upstream: string;
  readonly edge: Record<string, unknown>;
}

function importedEdge(row: EverRow): ImportedEdge | ImportedPastEdge {
  const { since, until, endedWith } = row.edge;
  const { properties, ...edge } = edgeWrite(row);
  const known = withTransformationsInOrder({
    ...edge,
    properties: present(properties),
    since: String(since),
  });
  if (typeof until !== 'string') return known;
  return { ...known, until, ...(typeof endedWith === 'string' ? { endedWith } : {}) };
}

/** What is empty is absent, whatever engine keeps it. */
const present = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
