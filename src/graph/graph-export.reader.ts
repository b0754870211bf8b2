import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type {
  ContainedChild,
  ExportReader,
  KeptEntity,
  PastEdge,
  PendingStatement,
  StatedEdge,
} from '../catalog/browse/export.reader.js';
import type { EdgeStatement } from '../model/document.js';
import type { EntityKind } from '../model/entities.js';
import { edgeWord, relationOf } from './edge-codec.js';
import type { GraphExecutor } from './executor.js';
import { entityRecord, keptClaims } from './property-codec.js';
import { idRange } from './id-range.js';
import { edgesFromAt } from './queries/edges-at.js';
import { entitiesByIds } from './queries/entities-by-ids.js';
import { entityIds } from './queries/entities-page.js';
import { entityBriefs } from './queries/entity-briefs.js';
import { listedChildren } from './queries/listed-children.js';
import { pendingEdgesOf } from './queries/pending-edges.js';
import { predictionTables } from './queries/prediction-tables.js';
import { edgesEverFrom, edgesFrom, type StatedEdgeRow } from './queries/stated-edges.js';

export class GraphExportReader implements ExportReader {
  constructor(private readonly executor: GraphExecutor) {}

  async byIds(ids: readonly string[]): Promise<KeptEntity[]> {
    const rows = await this.executor.read(entitiesByIds, { ids: [...ids] });
    return rows.map(({ n }) => keptEntity(n));
  }

  async idsOf(kind: EntityKind, afterId: string, n: number): Promise<string[]> {
    const rows = await this.executor.read(entityIds, { ...idRange(kind, afterId), n });
    return rows.map(({ id }) => id);
  }

  async briefs(ids: readonly string[]): Promise<EntityRecord[]> {
    const rows = await this.executor.read(entityBriefs, { ids: [...ids] });
    return rows.map(({ n, description }) => entityRecord({ ...n, description }));
  }

  async edgesFrom(ids: readonly string[]): Promise<StatedEdge[]> {
    const rows = await this.executor.read(edgesFrom, { ids: [...ids] });
    return rows.map(toEdge);
  }

  async edgesFromAt(ids: readonly string[], at: string): Promise<StatedEdge[]> {
    const rows = await this.executor.read(edgesFromAt, { ids: [...ids], at });
    return rows.map(toEdge);
  }

  async everFrom(ids: readonly string[]): Promise<{ current: StatedEdge[]; past: PastEdge[] }> {
    const rows = await this.executor.read(edgesEverFrom, { ids: [...ids] });
    const [ended, holding] = [rows.filter(isPast), rows.filter((row) => !isPast(row))];
    return { current: holding.map(toEdge), past: ended.map(toPastEdge) };
  }

  async pending(ids: readonly string[]): Promise<PendingStatement[]> {
    const rows = await this.executor.read(pendingEdgesOf, { ids: [...ids] });
    return rows.map((row) => ({ ...row, statement: JSON.parse(row.statement) as EdgeStatement }));
  }

  children(ids: readonly string[]): Promise<ContainedChild[]> {
    return this.executor.read(listedChildren, { ids: [...ids] });
  }

  predictions(versions: readonly string[]): Promise<{ version: string; table: string }[]> {
    return this.executor.read(predictionTables, { ids: [...versions] });
  }
}

type EdgeRow = Omit<StatedEdgeRow, 'type'> & { readonly type: string };

const keptEntity = (node: Record<string, unknown>): KeptEntity => ({
  record: entityRecord(node),
  claims: keptClaims(node),
});

const toEdge = ({ downstream, type, upstream, edge }: EdgeRow): StatedEdge => ({
  ...{ downstream, type: relationOf(type), upstream },
  ...edgeWord(edge),
});

const isPast = ({ edge: { until } }: EdgeRow): boolean => typeof until === 'string';

function toPastEdge(row: EdgeRow): PastEdge {
  const { until, endedWith } = row.edge;
  return { ...toEdge(row), until: String(until), ...(endedWith ? { endedWith: String(endedWith) } : {}) };
}
